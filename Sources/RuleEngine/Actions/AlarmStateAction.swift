import MonitoringModel

/// The state of a metric alarm, until its next evaluation.
///
/// Its texts may hold `${expression}` for parts of the message.
public struct AlarmStateAction: Hashable, Codable, Sendable {
    /// The alarm.
    public var alarm: String
    /// `OK`, `ALARM` or `INSUFFICIENT_DATA`.
    public var state: String
    /// Why.
    public var reason: String

    /// Creates an action.
    public init(
        alarm: String,
        state: String,
        reason: String = "set by a rule"
    ) {
        self.alarm = alarm
        self.state = state
        self.reason = reason
    }

    private enum Field: String, CaseIterable {
        case alarm, state, reason
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        alarm = try fields.required(.alarm)
        state = try fields.required(.state)
        reason = try fields.optional(.reason) ?? "set by a rule"
    }
}

extension AlarmStateAction: RequestedAction {
    mutating func rewrite(_ change: (String, inout String) throws -> Void) rethrows {
        try change("alarm", &alarm)
        try change("state", &state)
        try change("reason", &reason)
    }

    func fault(isResolved: Bool) -> ActionFault? {
        let states = ["OK", "ALARM", "INSUFFICIENT_DATA"]
        if isResolved, !states.contains(state) { return ActionFault("state", states.joined(separator: ", ")) }
        return names(("alarm", alarm))
    }
}
