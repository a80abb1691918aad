/// How an action of a rule that was owed to the outside world ended.
public struct ActionReport: Hashable, Codable, Sendable {
    /// The key under which it was owed.
    public var key: String
    /// The rule that wanted it.
    public var rule: RuleID
    /// The action's name, such as `http`.
    public var action: String
    /// What it was to be done with: an address, a file.
    public var resource: String
    /// Why it was given up; `nil` if it was done.
    public var failure: String?

    /// Creates a report.
    public init(key: String, rule: RuleID, action: String, resource: String, failure: String?) {
        self.key = key
        self.rule = rule
        self.action = action
        self.resource = resource
        self.failure = failure
    }
}
