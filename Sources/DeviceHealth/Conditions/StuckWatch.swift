import MonitoringModel

/// Notices that a value that ought to vary has stayed the same to the last digit.
struct StuckWatch: Hashable, Codable, Sendable {
    /// How many equal readings there must be at least.
    static let readings = 10

    /// Whether the value is stuck.
    private(set) var isActive = false
    private var value: Double?
    private var since: Instant?
    private var count = 0

    /// Takes a reading and returns the change it brought about, if any.
    mutating func take(_ reading: Double, at instant: Instant, after limit: Duration) -> DelayedCondition.Edge? {
        guard reading == value, let since else {
            value = reading
            since = instant
            count = 1
            guard isActive else { return nil }
            isActive = false
            return .ended
        }
        count = min(count + 1, 1_000_000)
        guard !isActive, count >= Self.readings, instant - since >= limit else { return nil }
        isActive = true
        return .began
    }
}
