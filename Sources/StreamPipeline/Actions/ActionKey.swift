public import MonitoringModel

/// The key under which an action of a rule is owed: what caused it, and which action of which rule it is.
///
/// The same cause makes the same key, so a batch that is tried again owes nothing twice.
public struct ActionKey: Hashable, Sendable {
    /// The beginning of the keys of actions whose end nobody waits for, unless they fail.
    private static let loose = "action"
    /// The beginning of the keys of actions whose end is awaited.
    private static let tracked = "tracked"

    /// The rule.
    public let rule: RuleID
    /// What caused the action and how many rules that cause had called before, joined by `/`.
    let invocation: String
    /// Which action of the rule it is; -1 is the action for errors.
    let index: Int
    /// Whether the rule has an action for errors, which must learn how this one ends.
    public let isTracked: Bool

    /// Creates the key of an action.
    init(rule: RuleID, invocation: String, index: Int, isTracked: Bool) {
        self.rule = rule
        self.invocation = invocation
        self.index = index
        self.isTracked = isTracked
    }

    /// Reads the key of a message of the outbox.
    ///
    /// - Returns: `nil` if the message is not owed by a rule.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == Self.loose || parts[0] == Self.tracked, let index = Int(parts[3]),
            let rule = RuleID(String(parts[5]))
        else { return nil }
        self.init(
            rule: rule,
            invocation: "\(parts[1])/\(parts[2])",
            index: index,
            isTracked: parts[0] == Self.tracked
        )
    }

    /// Returns the key of one of the messages that an action owes, numbered from 0.
    func text(_ part: Int = 0) -> String {
        "\(isTracked ? Self.tracked : Self.loose)/\(invocation)/\(index)/\(part)/\(rule)"
    }
}
