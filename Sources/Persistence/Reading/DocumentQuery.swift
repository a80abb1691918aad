import GRDB

/// A query for stored documents, newest number first, by the conditions that were asked for.
struct DocumentQuery {
    private var conditions: [String] = []
    private var arguments: StatementArguments = []

    /// Adds a condition with one placeholder; nothing is required of a value that was not given.
    mutating func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
        guard let value else { return }
        conditions.append(condition)
        arguments += [value]
    }

    /// Returns the statement for at most so many documents of a table.
    ///
    /// - Parameters:
    ///   - table: The table, a name of the schema.
    ///   - limit: The greatest number of documents.
    /// - Returns: The statement with its arguments.
    func statement(on table: String, limit: Int) -> (sql: String, arguments: StatementArguments) {
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return ("SELECT document FROM \(table) \(filter) ORDER BY number DESC LIMIT ?", arguments + [limit])
    }
}
