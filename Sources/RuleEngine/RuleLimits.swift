/// The bounds of the rule engine; beyond them a rule is refused or a message is passed by and counted.
public enum RuleLimits {
    /// The longest statement or template, in bytes.
    public static let statementBytes = 65_536
    /// The deepest nesting of an expression.
    public static let expressionDepth = 100
    /// The most items of one `SELECT`.
    public static let selectItems = 200
    /// The most actions of one rule.
    public static let actions = 16
    /// The most rules of one set.
    public static let rules = 10_000
    /// The longest topic that rules look at, in bytes.
    public static let topicBytes = 1_024
    /// The most levels of a topic filter.
    public static let filterLevels = 128
    /// The most conditions of one set that are remembered as active.
    public static let activeKeys = 100_000
    /// The most topics whose matching rules are remembered.
    public static let rememberedTopics = 4_096
    /// The longest text an expression may compute, in bytes.
    public static let textBytes = 262_144
    /// The longest summary of an alert, in bytes; the rest is cut off.
    public static let summaryBytes = 1_024
    /// The longest payload that is republished, in bytes.
    public static let payloadBytes = 262_144
    /// The most parts of a condition that an explanation lists.
    public static let explainedClauses = 200
}
