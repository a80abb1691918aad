import MonitoringModel

/// The parts of one expression of time as they are found, each at most once.
struct TimeDraft {
    /// On which side of a time the meaning lies.
    enum Bound: Hashable {
        /// From the time on.
        case after
        /// Until the time.
        case before
        /// From now until the time.
        case within
    }

    /// The days that were named.
    var span: DaySpan?
    /// The part of the day.
    var part: DayPart?
    /// The time of day, or the beginning of a range of times.
    var clock: ClockTime?
    /// The end of a range of times.
    var clockEnd: ClockTime?
    /// A point at a distance from now.
    var moment: TimeGrammar.Moment?
    /// The side that is meant.
    var bound: Bound?

    /// Whether nothing has been found.
    var isEmpty: Bool { span == nil && part == nil && clock == nil && moment == nil }
    /// Whether the only thing found is a number.
    var isBareNumber: Bool { clock?.isBare == true && span == nil && part == nil && clockEnd == nil && bound == nil }
}
