import Foundation
import GRDB
public import MonitoringModel

/// A message of a queue that somebody has taken out for a while.
public struct ReceivedMessage: Hashable, Sendable {
    /// What it is removed by.
    public var receipt: String
    /// The message.
    public var body: [UInt8]
    /// When a rule put it there.
    public var enqueuedAt: Instant
    /// How often it was taken out, this time included.
    public var receives: Int
}

extension SQLiteStore {
    /// Returns the queues that rules have filled, by name, with the number of their messages.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func queues() async throws -> [(name: String, messages: Int)] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT name, messages FROM ruleQueue ORDER BY name")
                .map { row in (row["name"], row["messages"]) }
        }
    }

    /// Takes messages out of a queue, oldest first; nobody else gets them until the time is over.
    ///
    /// A message that is not removed by then comes again, with another receipt.
    ///
    /// - Parameters:
    ///   - queue: The queue.
    ///   - limit: How many at most, 1 to 100.
    ///   - visibility: How long they are nobody else's.
    ///   - now: The current time.
    ///   - makeReceipt: Makes a receipt that nobody can guess.
    /// - Returns: The messages; `nil` if there is no such queue.
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func receive(
        from queue: String,
        limit: Int,
        visibility: Duration,
        at now: Instant,
        makeReceipt: @escaping @Sendable () -> String
    ) async throws -> [ReceivedMessage]? {
        try await write { database in
            let isThere = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM ruleQueue WHERE name = ?)",
                arguments: [queue]
            )
            guard isThere == true else { return nil }
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT sequence, body, enqueuedAt, receives FROM ruleQueueMessage
                    WHERE queue = ? AND visibleAt <= ? ORDER BY sequence LIMIT ?
                    """,
                arguments: [queue, now.millisecondsSinceEpoch, min(max(limit, 1), 100)]
            )
            return try rows.map { row in
                let body: Data = row["body"]
                let sequence: Int64 = row["sequence"]
                let receives: Int = row["receives"]
                let message = ReceivedMessage(
                    receipt: makeReceipt(),
                    body: Array(body),
                    enqueuedAt: Instant(millisecondsSinceEpoch: row["enqueuedAt"]),
                    receives: receives + 1
                )
                try database.execute(
                    sql: "UPDATE ruleQueueMessage SET visibleAt = ?, receipt = ?, receives = ? WHERE sequence = ?",
                    arguments: [
                        (now + visibility).millisecondsSinceEpoch, message.receipt, message.receives, sequence,
                    ]
                )
                return message
            }
        }
    }

    /// Removes a message that was taken out; returns whether the receipt is still good.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func removeMessage(from queue: String, receipt: String) async throws -> Bool {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM ruleQueueMessage WHERE queue = ? AND receipt = ?",
                arguments: [queue, receipt]
            )
            return database.changesCount > 0
        }
    }
}
