import MonitoringModel

/// What is stored of one watched metric between messages.
struct MetricState: Hashable, Codable, Sendable {
    /// The value is below its limit.
    var low = DelayedCondition()
    /// The value is above its limit.
    var high = DelayedCondition()
    /// The value does not vary.
    var stuck = StuckWatch()
    /// The value moves away.
    var drift = DriftWatch()

    /// What is unusual; states stored before there was this have none of it.
    var anomaly: AnomalyWatch?

    /// Forgets readings that were on the way to a change.
    mutating func forgetRuns() {
        low.forgetRun()
        high.forgetRun()
    }
}
