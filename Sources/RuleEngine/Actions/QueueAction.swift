import MonitoringModel

/// An entry of a queue.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct QueueAction: Hashable, Codable, Sendable {
    /// The queue.
    public var queue: String
    /// Whether the result is encoded.
    public var base64: Bool

    /// Creates an action.
    public init(
        queue: String,
        base64: Bool = false
    ) {
        self.queue = queue
        self.base64 = base64
    }

    private enum Field: String, CaseIterable {
        case queue, base64
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        queue = try fields.required(.queue)
        base64 = try fields.optional(.base64) ?? false
    }
}

extension QueueAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("queue", &queue)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        if isResolved, RuleID(queue) == nil { return ActionFault("queue", "1 to 128 letters, digits and -_.:@") }
        return names(("queue", queue))
    }
}
