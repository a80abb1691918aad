/// What one rule has done since it was loaded; counts stop at the greatest value.
public struct RuleCounters: Hashable, Codable, Sendable {
    /// The messages whose topic matched.
    public var evaluated: UInt64 = 0
    /// The messages for which the condition held.
    public var matched: UInt64 = 0
    /// The messages for which the condition was Undefined, mostly for want of an attribute.
    public var undefined: UInt64 = 0
    /// The actions that could not be carried out: a wrong topic, a result that is too long.
    public var failed: UInt64 = 0
    /// The publications that were dropped because the rule would have called itself.
    public var loopsPrevented: UInt64 = 0
    /// The messages that came too late: to clear a condition that began after they were measured, or for
    /// their window.
    public var late: UInt64 = 0

    /// Creates counters at zero.
    public init() {}
}

/// What a set of rules has passed by since it was created.
public struct RuleSetCounters: Hashable, Codable, Sendable {
    /// The messages whose topic was longer than ``RuleLimits/topicBytes``.
    public var overlongTopics: UInt64 = 0
    /// The active conditions that were forgotten, oldest first, to keep within ``RuleLimits/activeKeys``.
    public var forgottenKeys: UInt64 = 0

    /// The streams that were forgotten to keep within ``RuleLimits/rememberedStreams``.
    public var forgottenStreams: UInt64 = 0
    /// The messages that named a rule that is not in force.
    public var unknownRules: UInt64 = 0

    /// Creates counters at zero.
    public init() {}
}
