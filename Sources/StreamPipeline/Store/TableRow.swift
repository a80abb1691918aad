public import MonitoringModel

/// A row of a table that rules write.
public struct TableRow: Hashable, Sendable {
    /// The greatest number of rows of one table.
    public static let maximumRows = 1_000_000
    /// The greatest number of tables.
    public static let maximumTables = 1_000
    /// The longest name of a table and the longest key, in bytes.
    public static let maximumKeySize = 1_024

    /// What is done with a row.
    public enum Operation: Hashable, Sendable {
        /// Write it, in place of one of the same key.
        case replace
        /// Set its members in one of the same key; write it if there is none.
        case merge
        /// Remove the one of the same key; nothing happens if there is none.
        case remove
    }

    /// The table's name.
    public var table: String
    /// What rows are found by.
    public var hashKey: String
    /// What tells rows of one hash key apart; empty if there is one only.
    public var rangeKey: String
    /// The columns.
    public var columns: JSONValue
    /// When the message was measured that the row comes from.
    public var observedAt: Instant

    /// Creates a row.
    public init(table: String, hashKey: String, rangeKey: String, columns: JSONValue, observedAt: Instant) {
        self.table = table
        self.hashKey = hashKey
        self.rangeKey = rangeKey
        self.columns = columns
        self.observedAt = observedAt
    }
}

/// A message of a queue that rules fill and programs empty.
public struct QueueMessage: Hashable, Sendable {
    /// The greatest number of messages of one queue.
    public static let maximumMessages = 100_000
    /// The greatest number of queues.
    public static let maximumQueues = 1_000

    /// The queue's name.
    public var queue: String
    /// The message.
    public var body: [UInt8]
    /// When it was put there.
    public var enqueuedAt: Instant

    /// Creates a message.
    public init(queue: String, body: [UInt8], enqueuedAt: Instant) {
        self.queue = queue
        self.body = body
        self.enqueuedAt = enqueuedAt
    }
}
