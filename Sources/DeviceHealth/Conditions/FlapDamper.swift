import MonitoringModel

/// Damping of a fault that comes and goes: it is reported once and ends only when it stays away.
struct FlapDamper: Hashable, Codable, Sendable {
    /// When a fault flaps, and for how long it must then stay normal.
    struct Settings: Hashable, Sendable {
        /// How many beginnings and ends within ``window`` are flapping, 2 to 32.
        var changes: Int
        /// The time within which they are counted.
        var window: Duration
        /// How long a flapping fault must be normal before its end is reported.
        var quiet: Duration
    }

    /// Whether the fault has been reported and has not been reported as over.
    private(set) var isReported: Bool
    private var changes: [Instant] = []
    private var endedAt: Instant?

    /// Creates the damper of a fault that has been reported, or not.
    init(isReported: Bool) {
        self.isReported = isReported
    }

    /// Whether an end is held back.
    var isFlapping: Bool { endedAt != nil }

    /// Takes a change of the fault, or none, and returns what is to be reported.
    mutating func take(
        _ edge: DelayedCondition.Edge?,
        at instant: Instant,
        _ settings: Settings
    ) -> DelayedCondition.Edge? {
        if edge != nil {
            changes = changes.filter { instant - $0 < settings.window }.suffix(settings.changes - 1) + [instant]
        }
        switch edge {
        case .began:
            endedAt = nil
            guard !isReported else { return nil }
            isReported = true
            return .began
        case .ended where isReported && changes.count >= settings.changes:
            endedAt = instant
            return nil
        case .ended:
            guard isReported else { return nil }
            isReported = false
            return .ended
        case nil:
            guard let endedAt, instant - endedAt >= settings.quiet else { return nil }
            self.endedAt = nil
            isReported = false
            changes = []
            return .ended
        }
    }
}
