public import MonitoringModel

/// One value of a series at a time.
///
/// Every value counts, also one that equals another to the millisecond; messages that the broker
/// delivered twice are recognised before they become values.
public struct MetricDataPoint: Hashable, Sendable {
    /// The series.
    public var series: MetricSeries
    /// The value; finite, of a magnitude of at most 2 to the power of 360.
    public var value: Double
    /// When it was measured, by the device's clock.
    public var observedAt: Instant

    /// Creates a value.
    public init(series: MetricSeries, value: Double, observedAt: Instant) {
        self.series = series
        self.value = value
        self.observedAt = observedAt
    }
}
