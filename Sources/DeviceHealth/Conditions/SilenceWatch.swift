import MonitoringModel

/// Notices that a device has stopped reporting, by our own clock.
struct SilenceWatch: Hashable, Codable, Sendable {
    /// The most intervals that are remembered to learn how often the device reports.
    static let learntIntervals = 9

    /// When the device was last heard.
    private(set) var lastHeardAt: Instant?
    /// Whether it is silent.
    private(set) var isSilent = false
    private var intervals: [Int64] = []
    private var dueAt: Instant?

    /// What a message or a deadline brought about.
    struct Outcome: Sendable {
        /// The change, if any.
        var edge: DelayedCondition.Edge?
        /// When the watch wants to be called; `nil` if as before.
        var deadline: Instant?
    }

    /// Notes that the device was heard.
    ///
    /// The deadline moves only when it has come due: then the watch looks how long the silence really is.
    /// So a device that reports as it should costs one stored deadline an interval of silence, not one a
    /// message.
    mutating func hear(at now: Instant, _ profile: CableBoxProfile) -> Outcome {
        var outcome = Outcome()
        if isSilent {
            isSilent = false
            outcome.edge = .ended
        } else if let lastHeardAt, now > lastHeardAt {
            intervals.append((now - lastHeardAt).wholeMilliseconds)
            if intervals.count > Self.learntIntervals { intervals.removeFirst() }
        }
        lastHeardAt = max(now, lastHeardAt ?? now)
        let due = now + allowance(profile)
        if dueAt.map({ due < $0 }) ?? true {
            dueAt = due
            outcome.deadline = due
        }
        return outcome
    }

    /// Looks at the silence when a deadline has come due.
    ///
    /// A deadline that is delivered late was missed because nothing ran; then the device could not be
    /// heard, and it gets a whole allowance from now on.
    mutating func deadline(_ dueAt: Instant, at now: Instant, _ profile: CableBoxProfile) -> Outcome {
        guard dueAt == self.dueAt, !isSilent, let lastHeardAt else { return Outcome() }
        let allowance = allowance(profile)
        let wasMissed = now - dueAt > Self.promptness
        let end = (wasMissed ? now : lastHeardAt) + allowance
        guard end <= now else {
            self.dueAt = end
            return Outcome(deadline: end)
        }
        self.dueAt = nil
        isSilent = true
        return Outcome(edge: .began)
    }

    /// How late a deadline may be delivered while the program runs.
    private static let promptness = Duration.seconds(30)

    /// The silence that is permitted, from the declared interval or the median of those heard.
    private func allowance(_ profile: CableBoxProfile) -> Duration {
        if let interval = profile.reportInterval { return permitted(interval, profile) }
        guard intervals.count >= 3 else { return max(profile.silenceInitial, profile.silenceMinimum) }
        let median = intervals.sorted()[intervals.count / 2]
        return permitted(.milliseconds(median), profile)
    }

    private func permitted(_ interval: Duration, _ profile: CableBoxProfile) -> Duration {
        let limit = Duration.seconds(30 * 86_400)
        return min(limit, max(profile.silenceMinimum, min(interval, limit) * profile.silenceIntervals))
    }
}
