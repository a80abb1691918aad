import MonitoringModel

/// What the fall detector concluded about one person.
struct FallSignal: Hashable, Sendable {
    /// The conclusion.
    enum Kind: Hashable, Sendable {
        /// The body has come down fast and is low.
        case suspected
        /// It has stayed low.
        case confirmed
        /// It is on the floor for ten seconds, a minute, five minutes; or was so when first seen.
        case onFloor
        /// The person is up again, so long after the fall.
        case recovered(after: Duration)

        /// The kind of observation that it becomes.
        var observation: Observation.Kind {
            switch self {
            case .suspected: .fallSuspected
            case .confirmed: .fall
            case .onFloor: .onFloor
            case .recovered: .recovered
            }
        }
    }

    /// The conclusion.
    var kind: Kind
    /// Which person.
    var track: Int
    /// How sure, 0 to 1.
    var confidence: Double
    /// Why, in words.
    var why: String
    /// Whether somebody else is there who is upright.
    var hasCompany = false
    /// Whether somebody else is still on the floor, of a recovery.
    var hasOthersDown = false
}
