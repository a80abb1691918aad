import HTTPTypes
import Hummingbird
import MonitoringModel

/// How the service is doing, for people, programs and supervisors.
struct StatusEndpoints: Sendable {
    /// Where the status comes from.
    let source: any StatusSource
    /// The feed, whose numbers are told as well.
    let feed: AlertFeed

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/status", handler: status),
            ConsoleRoute(.get, "/healthz", handler: health),
            ConsoleRoute(.get, "/metrics", handler: metrics),
        ]
    }

    private func status(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        return .json(StatusDocument.value(of: await source.status()))
    }

    private func health(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        guard await source.status().ready else {
            throw Problem(
                status: .serviceUnavailable,
                detail: "The service is starting or cannot store anything: see /api/v1/status.",
                headers: [.retryAfter: "5"]
            )
        }
        return .json(JSONValue(object: ["ready": .bool(true)]))
    }

    private func metrics(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let text = MetricsText(await source.status(), feed: feed.figures).text
        return .bytes(Array(text.utf8), contentType: MetricsText.contentType)
    }
}
