import MonitoringModel

/// What is stored of a metric's anomalies after each reading: the readings since its detector was stored, and whether
/// something unusual lasts.
///
/// A detector is some ten thousand bytes, too many to store after each reading. It is stored after every
/// ``tailLength`` readings, and those since then are kept here: played over it after a restart, they bring it to
/// exactly where it was.
struct AnomalyWatch: Hashable, Codable, Sendable {
    /// After how many readings the detector is stored.
    static let tailLength = 32
    /// How long nothing unusual must be seen before it is over.
    static let quiet = Duration.seconds(3_600)
    /// How long after one alert the next one begins at the earliest, so that a restless series is told once a day.
    static let pause = Duration.seconds(86_400)

    /// How long a series is learnt before anything of it is told: nights and mornings must have been seen.
    static let learning = Duration.seconds(3 * 86_400)

    /// A reading.
    struct Reading: Hashable, Codable, Sendable {
        /// What was measured.
        var value: Double
        /// When it was measured.
        var at: Instant
    }

    /// The readings since the detector was stored.
    var tail: [Reading] = []
    /// When the first reading was taken.
    private(set) var learntSince: Instant?
    /// Whether something unusual lasts.
    private(set) var isActive = false
    /// When something unusual was last seen.
    private(set) var lastSeenAt: Instant?
    /// When somebody was last told.
    private(set) var lastToldAt: Instant?
    /// How often something unusual was seen that nobody was told of, because of the pause.
    private(set) var untold: UInt64 = 0

    /// Takes what the detector says of a reading, and returns whether something began or ended.
    mutating func take(_ isAnomaly: Bool, at instant: Instant) -> DelayedCondition.Edge? {
        let since = learntSince ?? instant
        learntSince = since
        guard instant - since >= Self.learning else { return nil }
        if isAnomaly {
            lastSeenAt = instant
            guard !isActive else { return nil }
            if let lastToldAt, instant - lastToldAt < Self.pause {
                untold &+= 1
                return nil
            }
            isActive = true
            lastToldAt = instant
            return .began
        }
        guard isActive, let lastSeenAt, instant - lastSeenAt >= Self.quiet else { return nil }
        isActive = false
        return .ended
    }
}
