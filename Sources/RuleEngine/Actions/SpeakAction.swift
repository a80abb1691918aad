import MonitoringModel

/// An announcement.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct SpeakAction: Hashable, Codable, Sendable {
    /// What is said.
    public var text: String
    /// Where; by default everywhere.
    public var place: String?

    /// Creates an action.
    public init(
        text: String,
        place: String? = nil
    ) {
        self.text = text
        self.place = place
    }

    private enum Field: String, CaseIterable {
        case text, place
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        text = try fields.required(.text)
        place = try fields.optional(.place)
    }
}

extension SpeakAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("text", &text)
        try Self.rewrite("place", &place, change)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        names(("text", text))
    }
}
