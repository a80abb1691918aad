public import Alerting
import Foundation
import GRDB
public import MonitoringModel

extension SQLiteStore: Outbox {
    /// Returns the messages of a channel that are due, oldest first.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func due(channel: String, at now: Instant, limit: Int) async throws -> [OutboxEntry] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT key, address, alert, contentType, body, createdAt, attempts, dueAt FROM outbox
                        WHERE channel = ? AND dueAt <= ? ORDER BY dueAt, sequence LIMIT ?
                        """
                ),
                arguments: [channel, now.millisecondsSinceEpoch, min(max(limit, 1), 10_000)]
            )
            var entries: [OutboxEntry] = []
            while let row = try rows.next() { entries.append(Self.entry(channel, row)) }
            return entries
        }
    }

    /// Returns when the next message of a channel becomes due, or `nil` if none waits.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func nextDue(channel: String) async throws -> Instant? {
        let due = try await read { database in
            try Int64.fetchOne(
                database,
                sql: "SELECT dueAt FROM outbox WHERE channel = ? ORDER BY dueAt LIMIT 1",
                arguments: [channel]
            )
        }
        return due.map { Instant(millisecondsSinceEpoch: $0) }
    }

    /// Records how deliveries ended, all in one transaction, with the alerts' timelines.
    ///
    /// - Throws: `StoreFailure` if nothing could be recorded.
    public func record(_ results: [(entry: OutboxEntry, result: DeliveryResult)], at now: Instant) async throws {
        let window = configuration.redeliveryWindow
        try await write { database in
            let transaction = StoreTransaction(database: database, redeliveryWindow: window)
            for (entry, result) in results { try transaction.record(result, of: entry, at: now) }
        }
    }

    private static func entry(_ channel: String, _ row: Row) -> OutboxEntry {
        let body: Data = row[4]
        let alert: Int64? = row[2]
        var entry = OutboxEntry(
            key: row[0],
            channel: channel,
            address: row[1],
            alert: alert.map(Alert.id(number:)),
            contentType: row[3],
            body: Array(body),
            createdAt: Instant(millisecondsSinceEpoch: row[5])
        )
        entry.attempts = row[6]
        entry.dueAt = Instant(millisecondsSinceEpoch: row[7])
        return entry
    }
}
