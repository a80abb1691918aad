import HTTPTypes
import Hummingbird
import MonitoringModel

/// What cameras see and how they are switched.
struct CameraEndpoints: Sendable {
    /// The longest name of a profile, in characters.
    static let nameLength = 1...128

    /// Where cameras are asked about and switched.
    let desk: any CameraDesk

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/cameras", handler: list),
            ConsoleRoute(.get, "/api/v1/cameras/{id}/still", handler: still),
            ConsoleRoute(.put, "/api/v1/cameras/{id}/switches/{name}", handler: turn),
            ConsoleRoute(.get, "/api/v1/profile", handler: profile),
            ConsoleRoute(.put, "/api/v1/profile", handler: choose),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(JSONValue(object: ["cameras": .array(try await desk.cameras().map(CameraDocument.value))]))
    }

    private func still(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let parameters = try QueryReader(request, permitted: ["annotated", "variant"])
        let isAnnotated = try parameters.number("annotated", in: 0...1, default: 1) == 1
        let variant: PictureVariant = try parameters.choice("variant") ?? .skeleton
        let camera = try await camera(in: context)
        switch try await desk.still(of: camera.id, variant: variant, isAnnotated: isAnnotated) {
        case .jpeg(let bytes):
            return .bytes(bytes, contentType: "image/jpeg", headers: [.cacheControl: "no-store"])
        case .notPermitted(let reason): throw Problem(status: .forbidden, detail: reason)
        case .nothing: throw Problem.notFound("The camera '\(camera.id)' shows nothing at present.")
        }
    }

    private func turn(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let camera = try await camera(in: context)
        let name = context.parameters.get("name") ?? ""
        guard camera.switches[name] != nil else {
            let names = camera.switches.keys.sorted().joined(separator: ", ")
            throw Problem.notFound("'\(name.prefix(40))' cannot be switched; the switches are \(names).")
        }
        let isOn = try await BodyReader(request, permitted: ["on"]).flag("on")
        try await desk.turn(name, of: camera.id, isOn: isOn)
        return .json(CameraDocument.value(of: try await self.camera(in: context)))
    }

    private func profile(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(CameraDocument.value(of: try await desk.profiles()))
    }

    private func choose(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let name = try await BodyReader(request, permitted: ["profile"]).text("profile", length: Self.nameLength)
        let profiles = try await desk.profiles().all
        guard profiles.contains(name) else {
            throw Problem.badRequest("There is no profile '\(name)': choose from \(profiles.joined(separator: ", ")).")
        }
        try await desk.choose(profile: name)
        return .json(CameraDocument.value(of: try await desk.profiles()))
    }

    private func camera(in context: ConsoleContext) async throws -> CameraOverview {
        let id: CameraID = try PathReader.identifier("id", in: context)
        guard let camera = try await desk.cameras().first(where: { $0.id == id }) else {
            throw Problem.notFound("The camera '\(id)' does not exist.")
        }
        return camera
    }
}
