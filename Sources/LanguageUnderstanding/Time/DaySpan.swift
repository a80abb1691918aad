/// A stretch of days.
struct DaySpan: Hashable, Sendable {
    /// The first day.
    var first: CalendarDay
    /// The day after the last.
    var end: CalendarDay
    /// How exactly it was named.
    var grain: TimeExpression.Grain
    /// Whether it is an interval rather than one unit of the grain.
    var isInterval = false
    /// The seconds into the first day at which it begins; only weekends begin late.
    var startSecond = 0

    /// Creates one day.
    init(day: CalendarDay) {
        self.init(first: day, end: day + 1, grain: .day)
    }

    /// Creates a stretch of days.
    init(first: CalendarDay, end: CalendarDay, grain: TimeExpression.Grain, isInterval: Bool = false) {
        self.first = first
        self.end = end
        self.grain = grain
        self.isInterval = isInterval
    }

    /// Creates the week, month, quarter or year in which a day lies.
    init(_ grain: TimeExpression.Grain, around day: CalendarDay) {
        let month = day.startOfMonth
        switch grain {
        case .week: self.init(first: day.startOfWeek, end: day.startOfWeek + 7, grain: .week)
        case .month: self.init(first: month, end: month.adding(months: 1), grain: .month)
        case .quarter:
            let start = month.adding(months: -((day.date.month - 1) % 3))
            self.init(first: start, end: start.adding(months: 3), grain: .quarter)
        case .year:
            let start = month.adding(months: -(day.date.month - 1))
            self.init(first: start, end: start.adding(months: 12), grain: .year)
        default: self.init(day: day)
        }
    }
}

extension CalendarDay {
    /// Returns the day a number of units of a grain later; units shorter than a day count as days.
    func adding(_ count: Int, _ grain: TimeExpression.Grain) -> CalendarDay {
        let bounded = min(max(count, -10_000), 10_000)
        return switch grain {
        case .week: self + 7 * bounded
        case .month: adding(months: bounded)
        case .quarter: adding(months: 3 * bounded)
        case .year: adding(months: 12 * bounded)
        default: self + bounded
        }
    }
}
