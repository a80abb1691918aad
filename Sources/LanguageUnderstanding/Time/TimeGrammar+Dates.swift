extension TimeGrammar {
    /// Reads a day or a longer period of the calendar.
    func date(at index: Int) -> Match<DaySpan>? {
        let rules = [
            numericDate, monthAndDay, dayAndMonth, relativeDay, weekdayOfMonth, weekdayPhrase, period,
            countedPeriods, upcomingPeriod, edgeOfPeriod, dayOfMonth, monthAlone, yearAlone, datedOffset,
        ]
        var best: Match<DaySpan>?
        for rule in rules {
            if let match = rule(index), match.next > (best?.next ?? index) { best = match }
        }
        return best
    }

    /// Returns the first day from today on with a month and day, or that of a year.
    func futureDay(month: Int, day: Int, year: Int?) -> CalendarDay? {
        if let year { return CalendarDay(year: year, month: month, day: day) }
        for year in today.date.year...(today.date.year + 8) {
            if let date = CalendarDay(year: year, month: month, day: day), date >= today { return date }
        }
        return nil
    }

    /// Reads a year of four digits, with a comma or "of" before it.
    func year(at index: Int) -> Match<Int>? {
        let start = skip([",", "of", "in"], at: index)
        guard let year = digits(at: start), year.digits == 4, (1_900...2_199).contains(year.value) else { return nil }
        guard !isOne(of: [":"], at: start + 1) else { return nil }
        return Match(value: year.value, next: start + 1)
    }

    /// Reads "2026-12-01", "12/1/2026", "12/1", "31.12.2026" and "31/Oct/1974".
    private func numericDate(at index: Int) -> Match<DaySpan>? {
        guard let first = digits(at: index), !first.isOrdinal, isOne(of: ["-", "/", "."], at: index + 1) else {
            return nil
        }
        let mark = text(index + 1)
        if let month = CalendarNames.months[text(index + 2)], text(index + 3) == mark, let year = digits(at: index + 4)
        {
            return day(year: fullYear(year), month: month, day: first.value, next: index + 5)
        }
        guard let second = digits(at: index + 2), second.digits <= 2, !second.isOrdinal else { return nil }
        if let third = digits(at: index + 4), text(index + 3) == mark, !third.isOrdinal {
            if first.digits == 4, third.digits <= 2 {
                return day(year: first.value, month: second.value, day: third.value, next: index + 5)
            }
            guard first.digits <= 2, third.digits == 4 || third.digits == 2 else { return nil }
            let isDayFirst = first.value > 12 || mark == "." && second.value <= 12
            let (month, date) = isDayFirst ? (second.value, first.value) : (first.value, second.value)
            return day(year: fullYear(third), month: month, day: date, next: index + 5)
        }
        return shortNumericDate(first, second, mark: mark, at: index)
    }

    private func shortNumericDate(
        _ first: NumberToken,
        _ second: NumberToken,
        mark: String,
        at index: Int
    ) -> Match<DaySpan>? {
        if first.digits == 4, (1_900...2_199).contains(first.value), mark != "." {
            return month(second.value, year: first.value, next: index + 3)
        }
        guard first.digits <= 2, !isOne(of: [":", "h", "am", "pm", "/", "-", "."], at: index + 3) else { return nil }
        if mark == "." {
            guard first.value > 0, second.value > 0, tokens.indices.contains(index + 1) else { return nil }
            return nil
        }
        guard mark == "/" || second.value > 12, unit(at: index + 3) == nil else { return nil }
        let isDayFirst = first.value > 12
        let (month, date) = isDayFirst ? (second.value, first.value) : (first.value, second.value)
        guard let found = futureDay(month: month, day: date, year: nil) else { return nil }
        return Match(value: DaySpan(day: found), next: index + 3)
    }

    private func fullYear(_ year: NumberToken) -> Int {
        guard year.digits == 2 else { return year.value }
        return year.value < 70 ? 2_000 + year.value : 1_900 + year.value
    }

    private func day(year: Int, month: Int, day: Int, next: Int) -> Match<DaySpan>? {
        CalendarDay(year: year, month: month, day: day).map { Match(value: DaySpan(day: $0), next: next) }
    }

    private func month(_ month: Int, year: Int, next: Int) -> Match<DaySpan>? {
        CalendarDay(year: year, month: month, day: 1).map { Match(value: DaySpan(.month, around: $0), next: next) }
    }

    /// Reads "March 3", "March 3rd, 2015", "February the 15th", "Feb13".
    private func monthAndDay(at index: Int) -> Match<DaySpan>? {
        guard let month = CalendarNames.months[text(index)] else { return nil }
        let start = skip(["the"], at: skip(["."], at: index + 1))
        guard let number = number(at: start), (1...31).contains(number.value.value), number.value.digits <= 2 else {
            return nil
        }
        guard number.value.digits > 0 || number.value.isOrdinal else { return nil }
        guard !isOne(of: [":", "h", "am", "pm"], at: number.next) else { return nil }
        return dated(month: month, day: number.value.value, yearAt: number.next)
    }

    /// Reads "3 March", "the 3rd of March 2015", "first of March", "the 3rd day of October".
    private func dayAndMonth(at index: Int) -> Match<DaySpan>? {
        let start = skip(["the"], at: index)
        guard let number = number(at: start), (1...31).contains(number.value.value), number.value.digits <= 2 else {
            return nil
        }
        guard number.value.digits > 0 || number.value.isOrdinal else { return nil }
        let monthIndex = skip(["of", "in"], at: skip(["day"], at: number.next))
        guard let month = CalendarNames.months[text(monthIndex)] else { return nil }
        return dated(month: month, day: number.value.value, yearAt: skip(["."], at: monthIndex + 1))
    }

    private func dated(month: Int, day: Int, yearAt index: Int) -> Match<DaySpan>? {
        let year = year(at: index)
        guard let found = futureDay(month: month, day: day, year: year?.value) else { return nil }
        var next = year?.next ?? index
        if text(next) == ",", let weekday = CalendarNames.weekdays[text(next + 1)], weekday == found.weekday {
            next += 2
        }
        return Match(value: DaySpan(day: found), next: next)
    }

    /// Reads "today", "tomorrow", "the day after tomorrow" and the like.
    private func relativeDay(at index: Int) -> Match<DaySpan>? {
        let start = skip(["the"], at: index)
        for (words, offset) in Self.relativeDays {
            if let next = sequence(words, at: start) { return Match(value: DaySpan(day: today + offset), next: next) }
        }
        return nil
    }

    private static let relativeDays: [([String], Int)] = [
        (["day", "after", "tomorrow"], 2), (["day", "before", "yesterday"], -2), (["today"], 0), (["tomorrow"], 1),
        (["tomorrows"], 1), (["tomorow"], 1), (["tommorow"], 1), (["tommorrow"], 1), (["tmrw"], 1), (["tmr"], 1),
        (["yesterday"], -1), (["overmorrow"], 2),
    ]

    /// Reads "the 3rd", "on the first", "20th of next month".
    private func dayOfMonth(at index: Int) -> Match<DaySpan>? {
        let isArticle = text(index) == "the"
        let start = isArticle ? index + 1 : index
        guard let number = number(at: start), (1...31).contains(number.value.value) else { return nil }
        let offsetIndex = skip(["of"], at: skip(["day"], at: number.next))
        if let months = monthOffset(at: skip(["the"], at: offsetIndex)), offsetIndex > number.next {
            let (year, month, _) = today.startOfMonth.adding(months: months.value).date
            return day(year: year, month: month, day: number.value.value, next: months.next)
        }
        guard number.value.isOrdinal, isArticle || isExpectingTime && number.value.digits > 0 else { return nil }
        let isPrepared = index > 0 && isOne(of: ["on", "for", "until", "till", "by", "after", "before"], at: index - 1)
        guard number.value.digits > 0 || isPrepared else { return nil }
        guard !isOne(of: ["one", "option", "slot", "time", "choice", "visit"], at: number.next) else { return nil }
        for months in 0...24 {
            let (year, month, _) = today.startOfMonth.adding(months: months).date
            guard let found = CalendarDay(year: year, month: month, day: number.value.value), found >= today else {
                continue
            }
            return Match(value: DaySpan(day: found), next: number.next)
        }
        return nil
    }

    private func monthOffset(at index: Int) -> Match<Int>? {
        let offsets = ["next": 1, "this": 0, "current": 0, "last": -1, "previous": -1, "coming": 1, "following": 1]
        if text(index) == "month" { return Match(value: 0, next: index + 1) }
        guard let offset = offsets[text(index)], text(index + 1) == "month" else { return nil }
        return Match(value: offset, next: index + 2)
    }

    /// Reads "March", "next March", "October 2014".
    private func monthAlone(at index: Int) -> Match<DaySpan>? {
        let isNext = isOne(of: ["next", "this", "coming"], at: index)
        let start = isNext ? index + 1 : index
        guard let month = CalendarNames.months[text(start)] else { return nil }
        let after = skip(["."], at: start + 1)
        if let year = year(at: after) { return self.month(month, year: year.value, next: year.next) }
        let isPrepared = isNext || index > 0 && isOne(of: ["in", "during", "of", "until", "by"], at: index - 1)
        guard isPrepared || !CalendarNames.doubtfulMonths.contains(text(start)) || tokens.count == 1 else { return nil }
        let isOver = month < today.date.month || month == today.date.month && text(index) == "next"
        return self.month(month, year: today.date.year + (isOver ? 1 : 0), next: after)
    }

    /// Reads "2014" after "in" or the like.
    private func yearAlone(at index: Int) -> Match<DaySpan>? {
        guard index > 0, isOne(of: ["in", "of", "after", "before", "since", "through", "until"], at: index - 1) else {
            return nil
        }
        guard let year = year(at: index), year.next == index + 1 else { return nil }
        guard let day = CalendarDay(year: year.value, month: 1, day: 1) else { return nil }
        return Match(value: DaySpan(.year, around: day), next: year.next)
    }
}
