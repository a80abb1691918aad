import MonitoringModel

/// A window that still takes messages.
struct OpenWindow: Hashable, Codable, Sendable {
    /// When it begins; for sessions and counts when its first message was measured.
    var start: Instant
    /// When it ends, exclusively; for sessions the end as far as it is known.
    var end: Instant
    /// How many messages it has taken.
    var count: Int64 = 0
    /// What its aggregates remember.
    var accumulators: [Accumulator]
}

/// One message that a sliding window remembers.
struct WindowSample: Hashable, Codable, Sendable {
    /// When it was measured.
    var at: Instant
    /// The arguments of the aggregates; `nil` is Undefined.
    var values: [JSONValue?]
}

/// One aggregate of a statement.
struct Aggregate: Sendable {
    /// Which it is.
    var function: RuleFunction
    /// What it looks at; `nil` for messages as such.
    var argument: Program?
    /// The rank of a percentile.
    var rank: Double?
}
