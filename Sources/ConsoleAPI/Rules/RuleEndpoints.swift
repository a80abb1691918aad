import HTTPTypes
import Hummingbird
import MonitoringModel

/// The rules: reading, changing, turning on and off, trying.
struct RuleEndpoints: Sendable {
    /// The longest statement, in characters.
    static let statementLength = 1...16_384
    /// The longest topic, in characters.
    static let topicLength = 1...256

    /// Where rules are read, changed and tried.
    let desk: any RuleDesk

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/rules", handler: list),
            ConsoleRoute(.post, "/api/v1/rules/test", handler: test),
            ConsoleRoute(.get, "/api/v1/rules/{id}", handler: one),
            ConsoleRoute(.put, "/api/v1/rules/{id}", handler: keep),
            ConsoleRoute(.delete, "/api/v1/rules/{id}", handler: remove),
            ConsoleRoute(.put, "/api/v1/rules/{id}/enabled", handler: turn),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(JSONValue(object: ["rules": .array(try await desk.rules().map(Self.value))]))
    }

    private func one(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(Self.value(of: try await rule(PathReader.identifier("id", in: context))))
    }

    private func keep(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id: RuleID = try PathReader.identifier("id", in: context)
        let document = try await BodyReader.document(request, named: id.rawValue)
        let exists = try await desk.rules().contains { $0.document["id"] == .string(id.rawValue) }
        try await desk.keep(id, document)
        return .json(Self.value(of: try await rule(id)), status: exists ? .ok : .created)
    }

    private func remove(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        try await desk.remove(PathReader.identifier("id", in: context))
        return Response(status: .noContent)
    }

    private func turn(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id: RuleID = try PathReader.identifier("id", in: context)
        let on = try await BodyReader(request, permitted: ["on"]).flag("on")
        let known = try await rule(id)
        try await desk.keep(id, known.document.with("enabled", .bool(on)))
        return .json(Self.value(of: try await rule(id)))
    }

    private func test(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let body = try await BodyReader(request, permitted: ["sql", "topic", "payload"])
        guard let payload = body.value("payload") else {
            throw Problem.badRequest("The body's member 'payload' is missing: send the message as JSON.")
        }
        let result = try await desk.test(
            body.text("sql", length: Self.statementLength),
            topic: body.text("topic", length: Self.topicLength),
            payload: payload
        )
        return .json(result)
    }

    private func rule(_ id: RuleID) async throws -> RuleOverview {
        guard let rule = try await desk.rules().first(where: { $0.document["id"] == .string(id.rawValue) }) else {
            throw Problem.notFound("The rule '\(id)' does not exist.")
        }
        return rule
    }

    private static func value(of rule: RuleOverview) -> JSONValue {
        let counters = rule.counters.sorted { $0.key < $1.key }
        return JSONValue(object: [
            "rule": rule.document,
            "source": .string(rule.isKept ? "api" : "settings"),
            "counters": .object(counters.map { JSONValue.Member(name: $0.key, value: .number($0.value)) }),
        ])
    }
}
