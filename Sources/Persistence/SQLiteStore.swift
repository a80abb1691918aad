import GRDB
import StreamPipeline

/// The one SQLite database of the service: a single writer, any number of readers (WAL mode).
///
/// Every commit is synchronous (`synchronous=FULL`): when a transaction has returned, it survives a
/// crash of the program and of the machine.
public struct SQLiteStore: Sendable {
    /// Readers and the writer.
    let pool: DatabasePool
    /// Where the database lies and how it is kept.
    let configuration: StoreConfiguration

    /// Opens the database, creates it if it is not there, and brings its schema up to date.
    ///
    /// - Throws: ``StoreFailure`` if the file cannot be opened or written, is no database, or was
    ///   written by a newer version.
    public init(_ configuration: StoreConfiguration) throws {
        self.configuration = configuration
        var settings = Configuration()
        settings.busyMode = .timeout(5)
        settings.maximumReaderCount = 4
        settings.prepareDatabase { database in
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            // A reader that crashed must not let the log grow without bound.
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        settings.readonly = configuration.isReadOnly
        do {
            pool = try DatabasePool(path: configuration.path, configuration: settings)
            // The pool lowers this to NORMAL when it switches to write-ahead logging, so it is set here.
            if !configuration.isReadOnly {
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            }
            let migrator = Migration.migrator()
            guard try pool.read(migrator.hasBeenSuperseded) == false else {
                throw StoreFailure(
                    isTransient: false,
                    description: "The database \(configuration.path) was written by a newer version of Caretaker: "
                        + "start that version, or use another state directory."
                )
            }
            guard !configuration.isReadOnly else {
                guard try pool.read(migrator.hasCompletedMigrations) else {
                    throw StoreFailure(
                        isTransient: false,
                        description: "The database \(configuration.path) was written by an older version of Caretaker: "
                            + "start this version's service once, which brings it up to date."
                    )
                }
                return
            }
            try migrator.migrate(pool)
        } catch {
            throw StoreFailure(opening: configuration.path, error)
        }
    }

    /// Closes the database; later calls fail.
    ///
    /// - Throws: ``StoreFailure`` if a transaction is still open.
    public func close() throws {
        do {
            try pool.close()
        } catch {
            throw StoreFailure(writing: configuration.path, error)
        }
    }

    /// Runs a read, with failures told in words.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(body)
        } catch {
            throw StoreFailure(reading: configuration.path, error)
        }
    }

    /// Runs a transaction that holds the write lock from its start, with failures told in words.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction { database in
                var result: Result<Value, any Error>?
                try database.inTransaction(.immediate) {
                    result = .success(try body(database))
                    return .commit
                }
                guard let result else { throw CancellationError() }
                return try result.get()
            }
        } catch {
            throw StoreFailure(writing: configuration.path, error)
        }
    }
}
