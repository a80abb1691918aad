public import Alerting
import Foundation
import GRDB
public import MonitoringModel

extension SQLiteStore: AlertStore {
    /// Returns a page of alerts, newest first.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func alerts(matching query: AlertQuery) async throws -> AlertPage {
        let (sql, arguments) = Self.statement(for: query)
        let documents = try await read { database in
            try Data.fetchAll(database, sql: sql, arguments: arguments)
        }
        var alerts = try documents.map { try StoredDocument.decode(Alert.self, from: $0) }
        guard alerts.count > query.limit else { return AlertPage(alerts: alerts, next: nil) }
        alerts.removeLast()
        return AlertPage(alerts: alerts, next: alerts.last?.number)
    }

    /// Returns an alert, or `nil` if there is none of that name.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func alert(_ id: AlertID) async throws -> Alert? {
        guard let number = try? AlertNumber.of(id) else { return nil }
        let document = try await read { database in
            try Data.fetchOne(database, sql: "SELECT document FROM alert WHERE number = ?", arguments: [number])
        }
        return try document.map { try StoredDocument.decode(Alert.self, from: $0) }
    }

    /// Returns the history of an alert, oldest first; at most 1,000 entries.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func timeline(of id: AlertID) async throws -> [TimelineEntry] {
        guard let number = try? AlertNumber.of(id) else { return [] }
        return try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT at, event, text, actor FROM timelineEntry WHERE alert = ? ORDER BY sequence LIMIT 1000",
                arguments: [number]
            )
            return try rows.map { row in
                let name: String = row["event"]
                guard let event = TimelineEntry.Event(rawValue: name) else {
                    throw UnknownValue(column: "timelineEntry.event", value: name)
                }
                return TimelineEntry(
                    alert: id,
                    at: Instant(millisecondsSinceEpoch: row["at"]),
                    event: event,
                    text: row["text"],
                    actor: row["actor"]
                )
            }
        }
    }

    /// One more row than asked for is read: it tells whether a further page exists.
    private static func statement(for query: AlertQuery) -> (String, StatementArguments) {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments += [value]
        }
        require("kind = ?", query.kind?.rawValue)
        require("severity = ?", query.severity?.rawValue)
        require("state = ?", query.state?.rawValue)
        require("device = ?", query.device?.rawValue)
        require("camera = ?", query.camera?.rawValue)
        require("person = ?", query.person?.rawValue)
        require("startedAt >= ?", query.from?.millisecondsSinceEpoch)
        require("startedAt < ?", query.to?.millisecondsSinceEpoch)
        require("number < ?", query.before)
        arguments += [query.limit + 1]
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return ("SELECT document FROM alert \(filter) ORDER BY number DESC LIMIT ?", arguments)
    }
}
