import HTTPTypes
import Hummingbird
import MonitoringModel

/// The web services that rules may call.
struct DestinationEndpoints: Sendable {
    /// Where they are changed.
    let desk: any RuleDataDesk

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/destinations", handler: list),
            ConsoleRoute(.post, "/api/v1/destinations", handler: add),
            ConsoleRoute(.post, "/api/v1/destinations/confirm", handler: confirm),
            ConsoleRoute(.put, "/api/v1/destinations/{destination}/state", handler: turn),
            ConsoleRoute(.delete, "/api/v1/destinations/{destination}", handler: remove),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(JSONValue(object: ["destinations": .array(try await desk.destinations().map(Self.value))]))
    }

    private func add(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let url = try await BodyReader(request, permitted: ["url"]).text("url", length: 1...2_048)
        return .json(Self.value(of: try await desk.change(.add(url: url))), status: .created)
    }

    private func confirm(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let token = try await BodyReader(request, permitted: ["token"]).text("token", length: 1...256)
        return .json(Self.value(of: try await desk.change(.confirm(token: token))))
    }

    private func turn(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id: RuleID = try PathReader.identifier("destination", in: context)
        let on = try await BodyReader(request, permitted: ["on"]).flag("on")
        let step: DestinationStep = on ? .restart(id: id.rawValue) : .disable(id: id.rawValue)
        return .json(Self.value(of: try await desk.change(step)))
    }

    private func remove(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id: RuleID = try PathReader.identifier("destination", in: context)
        try await desk.removeDestination(id.rawValue)
        return Response(status: .noContent)
    }

    private static func value(of destination: DestinationOverview) -> JSONValue {
        JSONValue(object: [
            "id": .text(destination.id),
            "url": .string(destination.url),
            "state": .string(destination.state),
            "changedAt": .time(destination.changedAt),
            "reason": .text(destination.reason),
        ])
    }
}
