/// What a statement asks about more than one message: windows, durations, absence and edges.
///
/// AWS IoT SQL has none of these; they are our addition and follow `WHERE`.
struct StreamClauses: Hashable, Sendable {
    /// The values that tell streams apart; without them the device, or the topic where none is known.
    var keys: [Expression] = []
    /// Which messages are looked at together.
    var window: Window?
    /// How late a message may come, in milliseconds; `nil` for none.
    var lateness: Int64?
    /// The condition on a window's result.
    var having: Expression?
    /// The condition that ends what `WHERE` began (hysteresis).
    var until: Expression?
    /// How long the condition must hold, in milliseconds.
    var holding: Int64?
    /// How long messages must stay away, in milliseconds.
    var absence: Int64?
    /// Which edges count; `nil` for the default of the other clauses.
    var edge: Edge?

    /// Whether nothing is asked.
    var isEmpty: Bool { self == StreamClauses() }

    /// Messages that are looked at together.
    enum Window: Hashable, Sendable {
        /// One after the other, of a length in milliseconds.
        case tumbling(Int64)
        /// Of a length, one begun every so many milliseconds.
        case hopping(Int64, every: Int64)
        /// The last so many milliseconds, at each message.
        case sliding(Int64)
        /// From the first message to a silence, at most so long, in milliseconds.
        case session(gap: Int64, maximum: Int64)
        /// A number of messages, one begun every so many messages.
        case count(Int64, every: Int64)
    }

    /// Which changes of the condition make a rule act.
    enum Edge: String, Hashable, Sendable, CaseIterable {
        /// Each message for which it holds.
        case level = "LEVEL"
        /// When it begins to hold.
        case rising = "RISING"
        /// When it ceases to hold.
        case falling = "FALLING"
        /// Both.
        case change = "CHANGE"
    }
}
