import Alerting
import HTTPTypes
import Hummingbird
import MonitoringModel

/// Reading, acknowledging and resolving alerts.
struct AlertEndpoints: Sendable {
    /// The longest name of somebody who acknowledges, in characters.
    static let nameLength = 1...64
    /// The longest note, in characters.
    static let noteLength = 0...500

    /// Where alerts are read.
    let store: any AlertStore
    /// Where commands go.
    let gateway: any CommandGateway
    /// What is said about alerts.
    let speech: any SpeechSource

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/alerts", handler: list),
            ConsoleRoute(.get, "/api/v1/alerts/{id}", handler: one),
            ConsoleRoute(.post, "/api/v1/alerts/{id}/acknowledge", handler: acknowledge),
            ConsoleRoute(.post, "/api/v1/alerts/{id}/resolve", handler: resolve),
            ConsoleRoute(.post, "/api/v1/alerts/{id}/reject", handler: reject),
            ConsoleRoute(.get, "/api/v1/alerts/{id}/speech.wav", handler: spoken),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let page = try await store.alerts(matching: try Self.query(of: request))
        return .json(
            JSONValue(object: [
                "alerts": .array(page.alerts.map(AlertDocument.value)),
                "next": .text(page.next.map { PageCursor.text(after: $0, list: .alerts) }),
            ])
        )
    }

    private static func query(of request: Request) throws(Problem) -> AlertQuery {
        let parameters = try QueryReader(
            request,
            permitted: [
                "kind", "severity", "state", "device", "camera", "person", "from", "to", "limit", "cursor",
            ]
        )
        var query = AlertQuery(
            limit: try parameters.number("limit", in: 1...AlertQuery.maximumLimit, default: AlertQuery.defaultLimit)
        )
        query.kind = try parameters.kind("kind")
        query.severity = try parameters.choice("severity")
        query.state = try parameters.choice("state")
        query.device = try parameters.identifier("device")
        query.camera = try parameters.identifier("camera")
        query.person = try parameters.identifier("person")
        query.from = try parameters.instant("from")
        query.to = try parameters.instant("to")
        query.before = try parameters.cursor("cursor", of: .alerts)
        return query
    }

    private func one(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let alert = try await alert(in: context)
        return .json(AlertDocument.value(of: alert, timeline: try await store.timeline(of: alert.id)))
    }

    private func acknowledge(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        try await submit(request, context) { .acknowledgeAlert($0, by: $1, note: $2) }
    }

    private func resolve(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        try await submit(request, context) { .resolveAlert($0, by: $1, note: $2) }
    }

    private func reject(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        try await submit(request, context) { .rejectAlert($0, by: $1, note: $2) }
    }

    private func submit(
        _ request: Request,
        _ context: ConsoleContext,
        command: (AlertID, String, String?) -> Command
    ) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let id: AlertID = try PathReader.identifier("id", in: context)
        let body = try await BodyReader(request, permitted: ["by", "note"])
        let name = try body.text("by", length: Self.nameLength)
        let note = try body.optionalText("note", length: Self.noteLength)
        return .json(AlertDocument.value(of: try await gateway.submit(command(id, name, note))))
    }

    private func spoken(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let alert = try await alert(in: context)
        guard let sound = try await speech.speech(for: alert) else {
            throw Problem.notFound("There is no spoken text for \(alert.id): speech is switched off or not installed.")
        }
        return try MediaAnswer.response(to: request, bytes: sound, contentType: "audio/wav", cache: "private, no-cache")
    }

    private func alert(in context: ConsoleContext) async throws -> Alert {
        let id: AlertID = try PathReader.identifier("id", in: context)
        guard let alert = try await store.alert(id) else { throw Problem.notFound("\(id) does not exist.") }
        return alert
    }
}
