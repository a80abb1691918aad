import HTTPTypes
import Hummingbird
import MonitoringModel

/// The tables that rules write.
struct TableEndpoints: Sendable {
    /// Where they are read.
    let desk: any RuleDataDesk

    /// The addresses.
    var routes: [ConsoleRoute] {
        [
            ConsoleRoute(.get, "/api/v1/tables", handler: list),
            ConsoleRoute(.get, "/api/v1/tables/{table}/rows", handler: rows),
            ConsoleRoute(.delete, "/api/v1/tables/{table}", handler: remove),
        ]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let tables = try await desk.tables()
            .map { table in
                JSONValue(object: ["name": .string(table.name), "rows": .number(table.rows)])
            }
        return .json(JSONValue(object: ["tables": .array(tables)]))
    }

    private func rows(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let reader = try QueryReader(request, permitted: ["key", "from", "to", "cursor", "limit"])
        let table: RuleID = try PathReader.identifier("table", in: context)
        var query = TablePageQuery(limit: try reader.number("limit", in: 1...1_000, default: 100))
        query.key = try reader.text("key", length: 1_024)
        query.from = try reader.instant("from")
        query.until = try reader.instant("to")
        query.cursor = try reader.text("cursor", length: 4_096)
        guard let page = try await desk.rows(of: table.rawValue, query) else {
            throw Problem.notFound("The table '\(table)' does not exist: no rule has written it yet.")
        }
        return .json(JSONValue(object: ["rows": .array(page.rows), "next": .text(page.next)]))
    }

    private func remove(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        _ = try QueryReader(request, permitted: [])
        let table: RuleID = try PathReader.identifier("table", in: context)
        guard try await desk.removeTable(table.rawValue) else {
            throw Problem.notFound("The table '\(table)' does not exist.")
        }
        return Response(status: .noContent)
    }
}
