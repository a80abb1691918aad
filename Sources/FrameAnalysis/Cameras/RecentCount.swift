import MonitoringModel

/// How often something has happened within the last seconds; older events are forgotten.
struct RecentCount {
    private var perSecond: [Int]
    private var second: Int64?

    /// Creates a count over a window of so many seconds, at least one.
    init(seconds: Int) {
        perSecond = [Int](repeating: 0, count: max(1, seconds))
    }

    /// Takes note of one event.
    mutating func note(at now: Instant) {
        turn(to: now)
        perSecond[perSecond.count - 1] += 1
    }

    /// Returns how many events lie in the window that ends now.
    func count(at now: Instant) -> Int {
        var copy = self
        copy.turn(to: now)
        return copy.perSecond.reduce(0, +)
    }

    // The last place is the current second. A clock that was set back starts the window anew.
    private mutating func turn(to now: Instant) {
        let current = now.millisecondsSinceEpoch / 1_000
        defer { second = current }
        guard let second, second != current else { return }
        let steps = current > second ? current.subtractingReportingOverflow(second).partialValue : Int64.max
        guard steps > 0, steps < Int64(perSecond.count) else {
            perSecond = [Int](repeating: 0, count: perSecond.count)
            return
        }
        perSecond.removeFirst(Int(steps))
        perSecond += [Int](repeating: 0, count: Int(steps))
    }
}
