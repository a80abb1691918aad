public import MonitoringModel

/// A date, a time or a stretch of time that somebody named.
public struct TimeExpression: Hashable, Codable, Sendable {
    /// How exactly a time was named.
    public enum Grain: String, Codable, Sendable, CaseIterable {
        /// To the second.
        case second
        /// To the minute.
        case minute
        /// To the hour.
        case hour
        /// A day.
        case day
        /// A week, from Monday.
        case week
        /// A month.
        case month
        /// A quarter of a year.
        case quarter
        /// A year.
        case year
    }

    /// What sort of time was named.
    public enum Shape: String, Codable, Sendable, CaseIterable {
        /// A point in time, as exact as the grain: "tomorrow at 10", "Friday".
        case instant
        /// A stretch of time: "Friday afternoon", "between 2 and 4".
        case interval
        /// Any time from the start on: "after 4"; the range ends with the day or period named.
        case after
        /// Any time until the end: "before noon".
        case before
    }

    /// The beginning of what was named; a point in time lasts as long as its grain.
    public var start: Instant
    /// The end of what was named; after the start.
    public var end: Instant
    /// How exactly it was named.
    public var grain: Grain
    /// What sort of time was named.
    public var shape: Shape
    /// The other half of the day, if the words leave it open: "at ten" is 10:00 or 22:00.
    public var alternativeStart: Instant?
    /// Whether a day was named or follows from the words; "at ten" alone names none.
    public var namesDay: Bool
    /// Whether it was only a number, such as "10", that can be an hour but much else too.
    public var isBareNumber: Bool
    /// The words that were understood.
    public var text: String

    /// The stretch from the start until before the end.
    public var range: Range<Instant> { start..<max(start, end) }
}
