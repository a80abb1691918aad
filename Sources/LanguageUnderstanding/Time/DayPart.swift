/// A part of the day, in hours from local midnight.
struct DayPart: Hashable, Sendable {
    /// The first hour.
    var start: Int
    /// The hour at which it is over; 24 is the next midnight.
    var end: Int
    /// Whether hours named with it, such as "at 8", lie in the second half of the day.
    var isAfterNoon: Bool { start >= 12 }

    /// The parts by name.
    static let named: [String: DayPart] = [
        "morning": DayPart(start: 0, end: 12), "forenoon": DayPart(start: 8, end: 12),
        "lunch": DayPart(start: 12, end: 14), "lunchtime": DayPart(start: 12, end: 14),
        "afternoon": DayPart(start: 12, end: 19), "afternoonish": DayPart(start: 12, end: 19),
        "evening": DayPart(start: 18, end: 24), "night": DayPart(start: 18, end: 24),
    ]

    /// Returns the first hours of the part.
    var early: DayPart { DayPart(start: start, end: start == 0 ? 9 : start + 3) }
    /// Returns the last hours of the part.
    var late: DayPart { DayPart(start: start == 18 ? 21 : max(start, end - 3), end: end) }
}
