public import MonitoringModel

/// The windows of time in which a schedule holds, kept for the day that was asked about last.
public struct ScheduleCalendar: Sendable {
    /// The schedule.
    public let schedule: WatchSchedule
    private var day: Int64?
    private var windows: [Range<Instant>] = []

    /// Creates the calendar of a schedule.
    public init(_ schedule: WatchSchedule) {
        self.schedule = schedule
    }

    /// Returns the time around an instant during which the schedule holds, or `nil` if it does not.
    ///
    /// The end is not part of it; it lies at most nine days after the instant.
    public mutating func window(containing instant: Instant) -> Range<Instant>? {
        load(instant).first { $0.contains(instant) }
    }

    /// Returns the first window that begins at or after an instant, if one does within nine days.
    public mutating func window(from instant: Instant) -> Range<Instant>? {
        load(instant).first { $0.lowerBound >= instant }
    }

    /// Returns the last window that has ended at an instant, if one has within nine days.
    public mutating func window(endedBy instant: Instant) -> Range<Instant>? {
        load(instant).last { $0.upperBound <= instant }
    }

    private mutating func load(_ instant: Instant) -> [Range<Instant>] {
        let day = schedule.day(of: instant)
        if day != self.day {
            windows = schedule.windows(aroundDay: day)
            self.day = day
        }
        return windows
    }
}
