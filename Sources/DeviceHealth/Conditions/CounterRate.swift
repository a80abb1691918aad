import MonitoringModel

/// The rate of a counter that only grows, except when its device restarts.
struct CounterRate: Hashable, Codable, Sendable {
    private var count: Double?
    private var countedAt: Instant?

    /// Takes the counter's value and returns its growth a minute since the last one.
    ///
    /// A counter that has become less began again from zero in between, so all it shows has been
    /// added since. The first value, and one at the same time as the last, give no rate.
    mutating func take(_ value: Double, at instant: Instant) -> Double? {
        defer {
            count = value
            countedAt = instant
        }
        guard let count, let countedAt, instant > countedAt else { return nil }
        let growth = value >= count ? value - count : value
        return growth * 60 / (instant - countedAt).inSeconds
    }
}
