/// A date and a time of day in some time zone.
struct CivilTime: Hashable, Sendable {
    /// The year; 0 and less before the year 1.
    var year: Int64 = 1970
    /// The month, 1 to 12.
    var month: Int64 = 1
    /// The day of the month, 1 to 31.
    var day: Int64 = 1
    /// The hour, 0 to 23.
    var hour: Int64 = 0
    /// The minute, 0 to 59.
    var minute: Int64 = 0
    /// The second, 0 to 59.
    var second: Int64 = 0
    /// The millisecond, 0 to 999.
    var millisecond: Int64 = 0

    /// Creates the first instant of 1970.
    init() {}

    /// Creates the date and time that lie a number of milliseconds behind the first instant of 1970.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`. Returns `nil`
    /// beyond 100 million days.
    init?(milliseconds: Int64) {
        guard milliseconds.magnitude <= 8_640_000_000_000_000 else { return nil }
        let days = (milliseconds - (milliseconds < 0 ? 86_399_999 : 0)) / 86_400_000
        let rest = milliseconds - days * 86_400_000
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * march + 2) / 5 + 1
        month = march < 10 ? march + 3 : march - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1_000 % 60
        millisecond = rest % 1_000
    }

    /// The number of days from the first of 1970 (`days_from_civil` of the same source).
    var days: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The milliseconds from the first instant of 1970, or `nil` if there is no such date or time.
    var milliseconds: Int64? {
        guard (-270_000...270_000).contains(year), (1...12).contains(month), (1...31).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999).contains(millisecond)
        else { return nil }
        let total = ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + millisecond
        guard let check = CivilTime(milliseconds: total), check.day == day else { return nil }
        return total
    }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    var weekday: Int64 { ((days + 3) % 7 + 7) % 7 + 1 }

    /// The day of the year, from 1.
    var dayOfYear: Int64 {
        var first = self
        (first.month, first.day) = (1, 1)
        return days - first.days + 1
    }
}
