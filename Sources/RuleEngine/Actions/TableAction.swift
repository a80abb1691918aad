import MonitoringModel

/// A row of a table: the result as one JSON column beside its keys.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct TableAction: Hashable, Codable, Sendable {
    /// The table.
    public var table: String
    /// The column of the hash key.
    public var hashKey: String
    /// The value of the hash key.
    public var hashValue: String
    /// The column of the range key.
    public var rangeKey: String?
    /// The value of the range key.
    public var rangeValue: String?
    /// The column of the result.
    public var payloadColumn: String
    /// What is done with the row.
    public var operation: Operation

    /// What is done with a row.
    public enum Operation: String, Hashable, Codable, Sendable {
        /// Write it, in place of one of the same key.
        case insert
        /// Change the columns of one of the same key.
        case update
        /// Remove it.
        case delete
    }

    /// Creates an action.
    public init(
        table: String,
        hashKey: String,
        hashValue: String,
        rangeKey: String? = nil,
        rangeValue: String? = nil,
        payloadColumn: String = "payload",
        operation: Operation = .insert
    ) {
        self.table = table
        self.hashKey = hashKey
        self.hashValue = hashValue
        self.rangeKey = rangeKey
        self.rangeValue = rangeValue
        self.payloadColumn = payloadColumn
        self.operation = operation
    }

    private enum Field: String, CaseIterable {
        case table, hashKey, hashValue, rangeKey, rangeValue, payloadColumn, operation
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        table = try fields.required(.table)
        hashKey = try fields.required(.hashKey)
        hashValue = try fields.required(.hashValue)
        rangeKey = try fields.optional(.rangeKey)
        rangeValue = try fields.optional(.rangeValue)
        payloadColumn = try fields.optional(.payloadColumn) ?? "payload"
        operation = try fields.optional(.operation) ?? .insert
    }
}

extension TableAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("table", &table)
        try change("hashKey", &hashKey)
        try change("hashValue", &hashValue)
        try Self.rewrite("rangeKey", &rangeKey, change)
        try Self.rewrite("rangeValue", &rangeValue, change)
        try change("payloadColumn", &payloadColumn)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        if isResolved, RuleID(table) == nil { return ActionFault("table", "1 to 128 letters, digits and -_.:@") }
        if (rangeKey == nil) != (rangeValue == nil) {
            return ActionFault("rangeKey", "rangeKey and rangeValue together")
        }
        return names(("table", table), ("hashKey", hashKey), ("payloadColumn", payloadColumn))
    }
}
