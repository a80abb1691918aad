/// A day of the proleptic Gregorian calendar.
///
/// Source of the conversion: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
public struct CalendarDay: Hashable, Comparable, Sendable {
    /// The years that are computed with.
    public static let permittedYears = 1...9_998

    /// The number of days since 1970-01-01, negative before it.
    public let number: Int

    /// Creates the day that lies a number of days after 1970-01-01, clamped to the permitted years.
    public init(number: Int) {
        self.number = min(max(number, -719_162), 2_932_531)
    }

    /// Creates a date, or returns `nil` if there is no such day in the years 1 to 9998.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.permittedYears.contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.lastDay(ofMonth: month, year: year) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The year, the month (1 to 12) and the day of the month (1 to 31).
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day of the week: 1 is Monday, 7 is Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// The Monday of the day's week.
    public var startOfWeek: CalendarDay { self + (1 - weekday) }

    /// The first day of the day's month.
    public var startOfMonth: CalendarDay { self + (1 - date.day) }

    /// Returns the same day of the month some months later, or the month's last day if it is shorter.
    public func adding(months: Int) -> CalendarDay {
        let (year, month, day) = date
        let total = year * 12 + (month - 1) + min(max(months, -120_000), 120_000)
        let targetYear = min(max(total / 12, Self.permittedYears.lowerBound), Self.permittedYears.upperBound)
        let targetMonth = (total % 12 + 12) % 12 + 1
        let lastDay = Self.lastDay(ofMonth: targetMonth, year: targetYear)
        return CalendarDay(year: targetYear, month: targetMonth, day: min(day, lastDay)) ?? self
    }

    /// Returns the number of days of a month.
    public static func lastDay(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Returns whether the first day lies before the second.
    public static func < (lhs: CalendarDay, rhs: CalendarDay) -> Bool { lhs.number < rhs.number }

    /// Returns the day that lies a number of days later, clamped to the permitted years.
    public static func + (day: CalendarDay, days: Int) -> CalendarDay {
        CalendarDay(number: day.number + min(max(days, -4_000_000), 4_000_000))
    }
}
