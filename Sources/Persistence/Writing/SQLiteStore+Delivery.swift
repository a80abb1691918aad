public import ChatAssistant
import GRDB

extension SQLiteStore {
    /// Adds a line that was delivered to a conversation by the web chat; the same key adds it only once.
    ///
    /// Returns the line with its number, or `nil` if it was there already.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func deliver(_ message: ChatMessage, key: String) async throws -> ChatMessage? {
        let window = configuration.redeliveryWindow
        return try await write { database in
            let transaction = StoreTransaction(database: database, redeliveryWindow: window)
            let isThere = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM chatMessage WHERE deliveryKey = ?)",
                arguments: [key]
            )
            guard isThere != true else { return nil }
            let stored = try transaction.append(message)
            try transaction.run("UPDATE chatMessage SET deliveryKey = ? WHERE number = ?", [key, stored.number])
            return stored
        }
    }
}
