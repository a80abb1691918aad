import GRDB
public import MonitoringModel

extension SQLiteStore {
    /// Removes journal entries that arrived before a time, and returns how many went.
    ///
    /// At most `limit` go in one transaction, so that the pipeline never waits long: call it again
    /// until it returns less. With an entry goes the knowledge that its input was seen.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func pruneJournal(before instant: Instant, limit: Int = 2_000) async throws -> Int {
        try await write { database in
            try database.execute(
                sql: """
                    DELETE FROM journal WHERE sequence IN (
                        SELECT sequence FROM journal WHERE receivedAt < ? ORDER BY receivedAt LIMIT ?)
                    """,
                arguments: [instant.millisecondsSinceEpoch, limit]
            )
            return database.changesCount
        }
    }

    /// Removes messages that were given up before a time, and the oldest beyond a number; returns how many went.
    ///
    /// At most `limit` go in one transaction: call it again until it returns 0.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func pruneAbandoned(before instant: Instant, keeping count: Int, limit: Int = 2_000) async throws -> Int {
        try await write { database in
            try database.execute(
                sql: """
                    DELETE FROM abandonedMessage WHERE key IN (
                        SELECT key FROM abandonedMessage
                        WHERE abandonedAt < max(?1, coalesce((
                            SELECT abandonedAt FROM abandonedMessage ORDER BY abandonedAt DESC LIMIT 1 OFFSET ?2), ?1))
                        ORDER BY abandonedAt LIMIT ?3)
                    """,
                arguments: [instant.millisecondsSinceEpoch, max(count, 1) - 1, limit]
            )
            return database.changesCount
        }
    }

    /// Returns the number of journal entries and of waiting messages, for the status.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func counts() async throws -> (journal: Int, outbox: Int, abandoned: Int) {
        try await read { database in
            // The journal's numbers rise without gaps but for pruning: the span is the count.
            let span = "SELECT COALESCE(MAX(sequence) - MIN(sequence) + 1, 0) FROM journal"
            return (
                try Int.fetchOne(database, sql: span) ?? 0,
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM outbox") ?? 0,
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM abandonedMessage") ?? 0
            )
        }
    }
}
