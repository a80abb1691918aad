public import MonitoringModel

/// What the rules made of one message.
public struct RuleOutcome: Hashable, Sendable {
    /// What is to be done, in the order of rules and actions.
    public var effects: [RuleEffect] = []
    /// What other parts are asked to do; see ``RuleInvocation``.
    public var invocations: [RuleInvocation] = []
    /// The states that changed and are to be stored.
    public var changes: [RuleStateChange] = []

    /// Creates an empty outcome.
    public init() {}

    /// The keys of the states that changed.
    public var changedKeys: [RuleKey] { changes.map(\.key) }
}

/// One effect and the action that asked for it.
public struct RuleEffect: Hashable, Sendable {
    /// The rule.
    public var rule: RuleID
    /// The index of the action in the rule; 0 for a condition that is cleared because its rule is gone.
    public var index: Int
    /// What is to be done.
    public var effect: Effect

    /// Creates an effect.
    public init(rule: RuleID, index: Int, effect: Effect) {
        self.rule = rule
        self.index = index
        self.effect = effect
    }
}

/// One state that is to be stored or removed.
public struct RuleStateChange: Hashable, Sendable {
    /// Which state it is.
    public var key: RuleKey
    /// The new state; `nil` if it is to be removed.
    public var state: RuleKeyState?

    /// Creates a change.
    public init(key: RuleKey, state: RuleKeyState?) {
        self.key = key
        self.state = state
    }
}
