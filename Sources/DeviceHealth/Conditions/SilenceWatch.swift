import MonitoringModel

/// Notices that a device has stopped reporting, by our own clock.
struct SilenceWatch: Hashable, Codable, Sendable {
    /// When a device is silent.
    struct Limits: Hashable, Sendable {
        /// How often the device reports, if that is declared.
        var interval: Duration?
        /// After how many intervals it is silent.
        var factor: Double
        /// The least time after which it is silent.
        var minimum: Duration
        /// The time after which it is silent while its interval is not known.
        var initial: Duration
    }

    /// The longest silence that is ever permitted.
    private static let longest = Duration.seconds(30 * 86_400)

    /// The most intervals that are remembered to learn how often the device reports.
    static let learntIntervals = 9

    /// When the device was last heard.
    private(set) var lastHeardAt: Instant?
    /// Whether it is silent.
    private(set) var isSilent = false
    private var intervals: [Int64] = []
    private var gaps: GapQuantile?
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
    mutating func hear(at now: Instant, _ limits: Limits) -> Outcome {
        var outcome = Outcome()
        if let lastHeardAt, now > lastHeardAt { learn(now - lastHeardAt, limits) }
        if isSilent {
            isSilent = false
            outcome.edge = .ended
        } else if let lastHeardAt, now > lastHeardAt {
            intervals.append((now - lastHeardAt).wholeMilliseconds)
            if intervals.count > Self.learntIntervals { intervals.removeFirst() }
        }
        lastHeardAt = max(now, lastHeardAt ?? now)
        let due = now + allowance(limits)
        if dueAt.map({ due < $0 }) ?? true {
            dueAt = due
            outcome.deadline = due
        }
        return outcome
    }

    /// A silence is learnt from too, as four allowances at most: so a device that reports less often than it used
    /// to is silent a few times and then no more.
    private mutating func learn(_ gap: Duration, _ limits: Limits) {
        let learnt = isSilent ? min(gap, allowance(limits) * 4) : gap
        gaps = gaps ?? GapQuantile()
        gaps?.take(learnt)
    }

    /// Looks at the silence when a deadline has come due.
    ///
    /// A deadline that is delivered late was missed because nothing ran; then the device could not be
    /// heard, and it gets a whole allowance from now on.
    mutating func deadline(_ dueAt: Instant, at now: Instant, _ limits: Limits) -> Outcome {
        guard dueAt == self.dueAt, !isSilent, let lastHeardAt else { return Outcome() }
        let allowance = allowance(limits)
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
    private func allowance(_ limits: Limits) -> Duration {
        if let interval = limits.interval { return permitted(interval, limits) }
        guard intervals.count >= 3 else { return max(limits.initial, limits.minimum) }
        let median = intervals.sorted()[intervals.count / 2]
        let usual = permitted(.milliseconds(median), limits)
        // A device that reports in bursts has long pauses between many short ones.
        guard let pause = gaps?.value else { return usual }
        return max(usual, min(pause, Self.longest) * 2)
    }

    private func permitted(_ interval: Duration, _ limits: Limits) -> Duration {
        min(Self.longest, max(limits.minimum, min(interval, Self.longest) * limits.factor))
    }
}
