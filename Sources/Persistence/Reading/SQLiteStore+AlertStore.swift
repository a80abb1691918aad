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
        // proof: its only error is that this is no alert's name, so there is no such alert.
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
        // proof: its only error is that this is no alert's name, so there is no such alert.
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
    private static func statement(for query: AlertQuery) -> (sql: String, arguments: StatementArguments) {
        var documents = DocumentQuery()
        documents.require("kind = ?", query.kind?.rawValue)
        documents.require("severity = ?", query.severity?.rawValue)
        documents.require("state = ?", query.state?.rawValue)
        documents.require("device = ?", query.device?.rawValue)
        documents.require("camera = ?", query.camera?.rawValue)
        documents.require("person = ?", query.person?.rawValue)
        documents.require("startedAt >= ?", query.from?.millisecondsSinceEpoch)
        documents.require("startedAt < ?", query.to?.millisecondsSinceEpoch)
        documents.require("number < ?", query.before)
        return documents.statement(on: "alert", limit: query.limit + 1)
    }
}
