import GRDB

/// A database as an earlier version left it.
enum OldDatabase {
    /// Creates the database from the statements that version would have run.
    static func create(at path: String, from sql: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
}
