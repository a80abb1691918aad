/// The English names of days and months.
enum CalendarNames {
    /// Weekdays by name and abbreviation: 1 is Monday.
    static let weekdays: [String: Int] = [
        "monday": 1, "mondays": 1, "mon": 1, "tuesday": 2, "tuesdays": 2, "tue": 2, "tues": 2, "wednesday": 3,
        "wednesdays": 3, "wed": 3, "thursday": 4, "thursdays": 4, "thu": 4, "thur": 4, "thurs": 4, "friday": 5,
        "fridays": 5, "fri": 5, "saturday": 6, "saturdays": 6, "sat": 6, "sunday": 7, "sundays": 7, "sun": 7,
    ]
    /// Abbreviations that are common words too, so that they need a preposition before or a time after them.
    static let doubtfulWeekdays: Set<String> = ["sat", "sun", "wed"]
    /// Months by name and abbreviation: 1 is January.
    static let months: [String: Int] = [
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
        "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
        "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    ]
    /// Months that are common words too, so that alone they need a preposition before them.
    static let doubtfulMonths: Set<String> = ["may", "march", "mar", "jan", "dec"]
}
