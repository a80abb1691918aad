import LanguageUnderstanding
import MonitoringModel

/// Says times as people do, in one time zone.
struct TimePhrase {
    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    private let calendar: LocalCalendar
    private let now: Instant

    /// Creates the phrases for a place and a time.
    init(calendar: LocalCalendar, now: Instant) {
        self.calendar = calendar
        self.now = now
    }

    /// Returns a time such as "tomorrow (Tuesday, 24 November) at 10:00".
    func full(_ instant: Instant) -> String {
        let day = calendar.day(of: instant)
        return switch day.number - calendar.day(of: now).number {
        case 0: "today (\(date(day))) at \(clock(instant))"
        case 1: "tomorrow (\(date(day))) at \(clock(instant))"
        default: "on \(date(day)) at \(clock(instant))"
        }
    }

    /// Returns a time such as "tomorrow at 10:00", or with the full date if it is not within two days.
    func short(_ instant: Instant) -> String {
        let day = calendar.day(of: instant)
        return switch day.number - calendar.day(of: now).number {
        case 0: "today at \(clock(instant))"
        case 1: "tomorrow at \(clock(instant))"
        default: "\(date(day)) at \(clock(instant))"
        }
    }

    /// Returns a day such as "Tuesday, 24 November".
    func date(_ day: CalendarDay) -> String {
        let (year, month, number) = day.date
        let suffix = year == calendar.day(of: now).date.year ? "" : " \(year)"
        return "\(Self.weekdays[day.weekday - 1]), \(number) \(Self.months[month - 1])\(suffix)"
    }

    /// Returns a day such as "Tuesday, 24 November", by an instant in it.
    func date(_ instant: Instant) -> String { date(calendar.day(of: instant)) }

    /// Returns a time of day such as "09:30".
    func clock(_ instant: Instant) -> String {
        let minutes = calendar.secondOfDay(of: instant) / 60
        return padded(minutes / 60) + ":" + padded(minutes % 60)
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
