import MonitoringModel

/// A row of a table with a column for each member of the result.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct ColumnsAction: Hashable, Codable, Sendable {
    /// The table.
    public var table: String

    /// Creates an action.
    public init(
        table: String
    ) {
        self.table = table
    }

    private enum Field: String, CaseIterable {
        case table
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        table = try fields.required(.table)
    }
}

extension ColumnsAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("table", &table)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        if isResolved, RuleID(table) == nil { return ActionFault("table", "1 to 128 letters, digits and -_.:@") }
        return names(("table", table))
    }
}
