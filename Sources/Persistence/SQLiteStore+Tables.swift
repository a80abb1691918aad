import Foundation
import GRDB
public import MonitoringModel
public import StreamPipeline

/// A question for the rows of a table that rules write.
public struct TableQuery: Hashable, Sendable {
    /// The table.
    public var table: String
    /// Only rows of this hash key; all if `nil`.
    public var hashKey: String?
    /// Only rows from messages measured from this time on.
    public var from: Instant?
    /// Only rows from messages measured before this time.
    public var until: Instant?
    /// Only rows behind this one, in the query's order.
    public var after: TableRow?
    /// Whether the newest come first; the oldest do unless set.
    public var newestFirst = false
    /// How many at most, 1 to 10,000.
    public var limit: Int

    /// Creates a question for all rows of a table.
    public init(table: String, limit: Int) {
        self.table = table
        self.limit = limit
    }
}

extension SQLiteStore {
    /// Returns the tables that rules have written, by name, with the number of their rows.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func tables() async throws -> [(name: String, rows: Int)] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT name, rows FROM ruleTable ORDER BY name")
                .map { row in (row["name"], row["rows"]) }
        }
    }

    /// Returns rows of a table by the time at which their messages were measured.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func rows(matching query: TableQuery) async throws -> [TableRow] {
        let order = query.newestFirst ? "DESC" : "ASC"
        var conditions = ["tableName = ?"]
        var arguments: StatementArguments = [query.table]
        func require(_ condition: String, _ values: [(any DatabaseValueConvertible)?]) {
            conditions.append(condition)
            arguments += StatementArguments(values)
        }
        if let key = query.hashKey { require("hashKey = ?", [key]) }
        if let from = query.from { require("observedAt >= ?", [from.millisecondsSinceEpoch]) }
        if let until = query.until { require("observedAt < ?", [until.millisecondsSinceEpoch]) }
        if let after = query.after {
            require(
                "(observedAt, hashKey, rangeKey) \(query.newestFirst ? "<" : ">") (?, ?, ?)",
                [after.observedAt.millisecondsSinceEpoch, after.hashKey, after.rangeKey]
            )
        }
        let sql = """
            SELECT hashKey, rangeKey, columns, observedAt FROM ruleTableRow
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY observedAt \(order), hashKey \(order), rangeKey \(order) LIMIT ?
            """
        let all = arguments + [min(max(query.limit, 1), 10_000)]
        return try await read { database in
            try Row.fetchAll(database, sql: sql, arguments: all)
                .map { row in
                    let columns: Data = row["columns"]
                    return TableRow(
                        table: query.table,
                        hashKey: row["hashKey"],
                        rangeKey: row["rangeKey"],
                        columns: try JSONParser.parse(Array(columns)),
                        observedAt: Instant(millisecondsSinceEpoch: row["observedAt"])
                    )
                }
        }
    }

    /// Removes a table with all its rows, a few thousand in one transaction; returns whether it was there.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func removeTable(_ table: String) async throws -> Bool {
        while true {
            let result: Bool? = try await write { database in
                guard
                    try Bool.fetchOne(
                        database,
                        sql: "SELECT EXISTS (SELECT 1 FROM ruleTable WHERE name = ?)",
                        arguments: [table]
                    ) == true
                else { return false }
                try database.execute(
                    sql: """
                        DELETE FROM ruleTableRow WHERE (tableName, hashKey, rangeKey) IN (
                            SELECT tableName, hashKey, rangeKey FROM ruleTableRow WHERE tableName = ? LIMIT 2000)
                        """,
                    arguments: [table]
                )
                try database.execute(sql: "DELETE FROM ruleTable WHERE name = ? AND rows = 0", arguments: [table])
                return database.changesCount > 0 ? true : nil
            }
            if let result { return result }
        }
    }

    /// Removes rows that were written, and messages that were queued, before a time; returns how many went.
    ///
    /// At most `limit` of each go in one transaction: call it again until it returns 0.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func pruneTables(
        rowsBefore rows: Instant,
        messagesBefore messages: Instant,
        limit: Int = 2_000
    ) async throws -> Int {
        try await write { database in
            try database.execute(
                sql: """
                    DELETE FROM ruleTableRow WHERE (tableName, hashKey, rangeKey) IN (
                        SELECT tableName, hashKey, rangeKey FROM ruleTableRow WHERE writtenAt < ?
                        ORDER BY writtenAt LIMIT ?)
                    """,
                arguments: [rows.millisecondsSinceEpoch, limit]
            )
            let removed = database.changesCount
            try database.execute(
                sql: """
                    DELETE FROM ruleQueueMessage WHERE sequence IN (
                        SELECT sequence FROM ruleQueueMessage WHERE enqueuedAt < ? ORDER BY enqueuedAt LIMIT ?)
                    """,
                arguments: [messages.millisecondsSinceEpoch, limit]
            )
            return removed + database.changesCount
        }
    }
}
