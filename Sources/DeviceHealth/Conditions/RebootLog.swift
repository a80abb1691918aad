import MonitoringModel

/// The recent restarts of a device, from its boot counter and from its uptime.
struct RebootLog: Hashable, Codable, Sendable {
    /// The most restarts that are remembered.
    static let limit = 16

    private var counter: Double?
    private var uptime: Double?
    private var instants: [Instant] = []
    /// Whether the device restarts too often.
    private(set) var isActive = false

    /// The number of restarts remembered.
    var count: Int { instants.count }

    /// Takes what a message says and returns the change it brought about, if any.
    ///
    /// A growing boot counter tells how many restarts there were; an uptime that has become less tells of
    /// at least one. Both in one message are the same restarts. A boot counter that has become less was
    /// reset and tells nothing.
    mutating func take(
        counter newCounter: Double?,
        uptime newUptime: Double?,
        at instant: Instant,
        limit: Int,
        within window: Duration
    ) -> DelayedCondition.Edge? {
        var restarts = 0.0
        if let counter, let newCounter { restarts = max(0, newCounter - counter) }
        if let uptime, let newUptime, newUptime < uptime { restarts = max(1, restarts) }
        counter = newCounter ?? counter
        uptime = newUptime ?? uptime
        for _ in 0..<Int(min(restarts, Double(Self.limit))) { instants.append(instant) }
        instants = instants.filter { instant - $0 < window }.suffix(Self.limit)
        if !isActive, instants.count >= limit {
            isActive = true
            return .began
        }
        guard isActive, instants.isEmpty else { return nil }
        isActive = false
        return .ended
    }
}
