import Foundation
import GRDB
import MonitoringModel
import StreamPipeline

extension StoreTransaction {
    func journal(_ entry: JournalEntry) throws -> Int64? {
        guard let identity = entry.identity else { return try insert(entry, key: nil) }
        let key = Data(identity.key)
        if let sequence = try insert(entry, key: key) { return sequence }
        guard !identity.isExact else { return nil }
        // A payload without sequence or time: the same bytes again are a repetition only if the broker
        // says that it sent them before, and it did so not long ago.
        if identity.isRedelivery, try arrivedRecently(key, before: entry.receivedAt) { return nil }
        try run("UPDATE journal SET inputKey = NULL WHERE inputKey = ?", [key])
        return try insert(entry, key: key)
    }

    /// Inserts an entry and returns its number, or `nil` if its key is there already.
    private func insert(_ entry: JournalEntry, key: Data?) throws -> Int64? {
        try run(
            """
            INSERT INTO journal (inputKey, kind, source, topic, observedAt, receivedAt, body)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (inputKey) DO NOTHING
            """,
            [
                key, entry.kind.rawValue, entry.source, entry.topic, entry.observedAt.millisecondsSinceEpoch,
                entry.receivedAt.millisecondsSinceEpoch, Data(entry.body),
            ]
        )
        return database.changesCount == 1 ? database.lastInsertedRowID : nil
    }

    private func arrivedRecently(_ key: Data, before now: Instant) throws -> Bool {
        let arrival = try Int64.fetchOne(
            database,
            sql: "SELECT receivedAt FROM journal WHERE inputKey = ?",
            arguments: [key]
        )
        guard let arrival else { return false }
        return now - Instant(millisecondsSinceEpoch: arrival) <= redeliveryWindow
    }
}
