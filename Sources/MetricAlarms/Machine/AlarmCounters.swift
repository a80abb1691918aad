/// What a set of alarms has done, and what it has left out of consideration, since it was made.
public struct AlarmCounters: Hashable, Sendable {
    /// The values that counted for an alarm.
    public var taken: UInt64 = 0
    /// The values of series that no alarm looks at.
    public var unwatched: UInt64 = 0
    /// The values that came after their time had left every window.
    public var tooLate: UInt64 = 0
    /// The values dated more than five minutes ahead.
    public var future: UInt64 = 0
    /// The values that are not finite or too great.
    public var invalid: UInt64 = 0
    /// The evaluations of single alarms.
    public var evaluations: UInt64 = 0
    /// The evaluations that were passed over, because nothing could have come of them.
    public var skipped: UInt64 = 0
}
