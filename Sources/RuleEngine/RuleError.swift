public import MonitoringModel

/// Why a rule cannot be used: what stands where, what should stand there, and what to do.
public struct RuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule, if it is known.
    public var rule: RuleID?
    /// The part of the rule's document, such as `sql` or `actions[0].summary`.
    public var part: String
    /// The line within that part, from 1.
    public var line: Int
    /// The column within the line, in Unicode scalars, from 1.
    public var column: Int
    /// What stands there.
    public var found: String
    /// What could stand there.
    public var expected: String
    /// What to do, if more can be said.
    public var hint: String?

    /// Creates an error.
    public init(
        rule: RuleID? = nil,
        part: String,
        line: Int = 1,
        column: Int = 1,
        found: String,
        expected: String,
        hint: String? = nil
    ) {
        self.rule = rule
        self.part = part
        self.line = line
        self.column = column
        self.found = found
        self.expected = expected
        self.hint = hint
    }

    /// The whole error in one line, for a person.
    public var description: String {
        let place = "\(rule.map { "rule '\($0)', " } ?? "")\(part), line \(line), column \(column)"
        return "\(place): found \(found), expected \(expected)" + (hint.map { "; \($0)" } ?? "")
    }
}
