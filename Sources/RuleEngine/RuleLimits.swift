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
    /// How often rules pass a message on, one to the next, before that counts as a loop.
    public static let hops = 8
    /// The longest payload that is republished, in bytes.
    public static let payloadBytes = 262_144
    /// The most parts of a condition that an explanation lists.
    public static let explainedClauses = 200
    /// The most variables of one `SET`.
    public static let variables = 10
    /// The longest name of a variable, in bytes.
    public static let variableNameBytes = 64
    /// The most elements of an array that a query looks at or that an expression computes.
    public static let arrayElements = 10_000
    /// The most values of one `GROUP BY`.
    public static let groupKeys = 8
    /// The most windows of one stream that are open at once.
    public static let openWindows: Int64 = 64
    /// The longest session unless the statement says otherwise, in milliseconds.
    public static let sessionLength: Int64 = 3_600_000
    /// The most messages of a count window, and of those that a sliding window remembers.
    public static let windowMessages: Int64 = 1_000
    /// The most values that a percentile or a collection remembers.
    public static let collectedValues = 1_000
    /// The longest value that a window or a look back remembers, in bytes of JSON.
    public static let rememberedValueBytes = 1_024
    /// The most messages that `lag` looks back.
    public static let lookBack: Int64 = 100
    /// The result of `transform` may have at most so many bytes of JSON.
    public static let transformBytes = 131_072
    /// The longest text that a regular expression looks at, in bytes.
    public static let matchedTextBytes = 65_536
    /// The most states of a regular expression.
    public static let patternStates = 2_000
    /// The most steps of one search with a regular expression.
    public static let patternSteps = 20_000_000
    /// The most things that went wrong with one message that are told.
    public static let problems = 16
    /// The longest name or text of an action, in bytes.
    public static let actionTextBytes = 8_192
    /// The longest message that is remembered until a duration is over or a window ends, in bytes of JSON.
    public static let rememberedMessageBytes = 4_096
    /// The most streams of one set that are remembered; those that changed longest ago are forgotten.
    public static let rememberedStreams = 10_000
    /// How far ahead of ours a device's clock may be before our own counts, in milliseconds.
    public static let clockLead: Int64 = 300_000
}
