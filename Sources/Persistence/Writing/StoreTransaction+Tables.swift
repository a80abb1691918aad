import Foundation
import GRDB
import MonitoringModel
import StreamPipeline

extension StoreTransaction {
    func write(_ row: TableRow, _ operation: TableRow.Operation, at now: Instant) throws -> String? {
        if operation == .remove {
            try run(
                "DELETE FROM ruleTableRow WHERE tableName = ? AND hashKey = ? AND rangeKey = ?",
                [row.table, row.hashKey, row.rangeKey]
            )
            return nil
        }
        guard row.table.utf8.count <= TableRow.maximumKeySize, row.hashKey.utf8.count <= TableRow.maximumKeySize,
            row.rangeKey.utf8.count <= TableRow.maximumKeySize
        else { return "a table's name or key is longer than \(TableRow.maximumKeySize) bytes" }
        let earlier = try columns(of: row)
        if earlier == nil, let refusal = try refusal(ofRowIn: row.table) { return refusal }
        let columns = operation == .merge ? row.columns.merged(into: earlier) : row.columns
        let body = columns.serialized
        guard body.count <= 1_048_576 else { return "the row has \(body.count) bytes, more than 1048576" }
        try run(
            """
            INSERT INTO ruleTableRow (tableName, hashKey, rangeKey, columns, observedAt, writtenAt)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tableName, hashKey, rangeKey) DO UPDATE SET
                columns = excluded.columns, observedAt = excluded.observedAt, writtenAt = excluded.writtenAt
            """,
            [
                row.table, row.hashKey, row.rangeKey, Data(body), row.observedAt.millisecondsSinceEpoch,
                now.millisecondsSinceEpoch,
            ]
        )
        return nil
    }

    private func columns(of row: TableRow) throws -> JSONValue? {
        let body = try Data.fetchOne(
            database.cachedStatement(
                sql: "SELECT columns FROM ruleTableRow WHERE tableName = ? AND hashKey = ? AND rangeKey = ?"
            ),
            arguments: [row.table, row.hashKey, row.rangeKey]
        )
        return try body.map { try JSONParser.parse(Array($0)) }
    }

    /// Makes the table if it is not there; returns why it has no room, if it has none.
    private func refusal(ofRowIn table: String) throws -> String? {
        let rows = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT rows FROM ruleTable WHERE name = ?"),
            arguments: [table]
        )
        if let rows {
            return rows < TableRow.maximumRows
                ? nil : "the table has \(TableRow.maximumRows) rows already: remove some, or write fewer"
        }
        let tables = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM ruleTable") ?? 0
        guard tables < TableRow.maximumTables else { return "there are \(TableRow.maximumTables) tables already" }
        try run("INSERT INTO ruleTable (name) VALUES (?)", [table])
        return nil
    }

    func append(_ message: QueueMessage) throws -> String? {
        guard message.queue.utf8.count <= TableRow.maximumKeySize else {
            return "the queue's name is longer than \(TableRow.maximumKeySize) bytes"
        }
        guard message.body.count <= 1_048_576 else { return "the message has \(message.body.count) bytes" }
        let messages = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT messages FROM ruleQueue WHERE name = ?"),
            arguments: [message.queue]
        )
        if let messages {
            guard messages < QueueMessage.maximumMessages else {
                return "the queue has \(QueueMessage.maximumMessages) messages already: take some out"
            }
        } else {
            let queues = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM ruleQueue") ?? 0
            guard queues < QueueMessage.maximumQueues else {
                return "there are \(QueueMessage.maximumQueues) queues already"
            }
            try run("INSERT INTO ruleQueue (name) VALUES (?)", [message.queue])
        }
        try run(
            "INSERT INTO ruleQueueMessage (queue, body, enqueuedAt, visibleAt) VALUES (?, ?, ?, ?)",
            [
                message.queue, Data(message.body), message.enqueuedAt.millisecondsSinceEpoch,
                message.enqueuedAt.millisecondsSinceEpoch,
            ]
        )
        return nil
    }
}

extension JSONValue {
    /// The members of an object set in another one.
    fileprivate func merged(into earlier: JSONValue?) -> JSONValue {
        guard case .object(let members) = self, case .object(let kept)? = earlier else { return self }
        let names = Set(members.map(\.name))
        return .object(kept.filter { !names.contains($0.name) } + members)
    }
}
