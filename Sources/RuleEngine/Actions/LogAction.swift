import MonitoringModel

/// A line of the log.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct LogAction: Hashable, Codable, Sendable {
    /// How much it matters.
    public var level: Level
    /// The text.
    public var text: String

    /// How much a line matters.
    public enum Level: String, Hashable, Codable, Sendable {
        /// For developers.
        case debug
        /// For operators.
        case info
        /// Something is odd.
        case warning
        /// Something is wrong.
        case error
    }

    /// Creates an action.
    public init(
        level: Level = .info,
        text: String
    ) {
        self.level = level
        self.text = text
    }

    private enum Field: String, CaseIterable {
        case level, text
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        level = try fields.optional(.level) ?? .info
        text = try fields.required(.text)
    }
}

extension LogAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("text", &text)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        names(("text", text))
    }
}
