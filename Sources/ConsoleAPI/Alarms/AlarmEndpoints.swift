import HTTPTypes
import Hummingbird
import MonitoringModel

/// The metric alarms: reading, changing, setting by hand.
struct AlarmEndpoints: Sendable {
    /// The longest reason, in characters.
    static let reasonLength = 1...500

    /// Where alarms are read and changed.
    let desk: any AlarmDesk

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/alarms", handler: list),
            ConsoleRoute(.get, "/api/v1/alarms/{alarm}", handler: one),
            ConsoleRoute(.put, "/api/v1/alarms/{alarm}", handler: keep),
            ConsoleRoute(.delete, "/api/v1/alarms/{alarm}", handler: remove),
            ConsoleRoute(.post, "/api/v1/alarms/{alarm}/state", handler: set),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(JSONValue(object: ["alarms": .array(try await desk.alarms().map(Self.value))]))
    }

    private func one(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(Self.value(of: try await alarm(Self.name(in: context))))
    }

    private func keep(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id = try Self.name(in: context)
        let document = try await BodyReader.document(request, named: id)
        let exists = try await desk.alarms().contains { $0.document["id"] == .string(id) }
        try await desk.keep(id, document)
        return .json(Self.value(of: try await alarm(id)), status: exists ? .ok : .created)
    }

    private func remove(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        try await desk.remove(Self.name(in: context))
        return Response(status: .noContent)
    }

    private func set(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id = try Self.name(in: context)
        let body = try await BodyReader(request, permitted: ["state", "reason"])
        let state = try body.text("state", length: 1...32)
        let reason = try body.text("reason", length: Self.reasonLength)
        try await desk.set(id, to: state, reason: reason)
        return .json(Self.value(of: try await alarm(id)))
    }

    private func alarm(_ id: String) async throws -> AlarmOverview {
        guard let alarm = try await desk.alarms().first(where: { $0.document["id"] == .string(id) }) else {
            throw Problem.notFound("The alarm '\(id)' does not exist.")
        }
        return alarm
    }

    private static func name(in context: ConsoleContext) throws(Problem) -> String {
        let id: RuleID = try PathReader.identifier("alarm", in: context)
        return id.rawValue
    }

    private static func value(of alarm: AlarmOverview) -> JSONValue {
        JSONValue(object: [
            "alarm": alarm.document,
            "source": .string(alarm.isKept ? "api" : "settings"),
            "state": .string(alarm.state),
            "since": .time(alarm.since),
            "reason": .string(alarm.reason),
            "setByHand": .bool(alarm.isSetByHand),
        ])
    }
}
