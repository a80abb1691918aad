extension TimeGrammar {
    private static let weekWords: [String: Int] = [
        "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1, "last": -1, "past": -1,
        "previous": -1,
    ]

    /// Reads a name of a weekday.
    func weekday(at index: Int) -> Match<Int>? {
        guard let weekday = CalendarNames.weekdays[text(index)] else { return nil }
        let next = text(index + 1) == "." ? index + 2 : index + 1
        guard CalendarNames.doubtfulWeekdays.contains(text(index)) else { return Match(value: weekday, next: next) }
        let prepositions: Set<String> = [
            "on", "this", "next", "last", "or", "for", ",", "no", "until", "till", "by", "from", "to", "-", "make",
        ]
        let isPrepared = index == 0 || isOne(of: prepositions, at: index - 1)
        let isContinued = next == tokens.count || number(at: next) != nil || DayPart.named[text(next)] != nil
        return isPrepared || isContinued ? Match(value: weekday, next: next) : nil
    }

    /// Reads "Friday", "next Tuesday", "Friday next week", "Tuesday the 19th", "Fri, Jul 18", "next week on Friday".
    func weekdayPhrase(at index: Int) -> Match<DaySpan>? {
        if let weekFirst = weekThenWeekday(at: index) { return weekFirst }
        let start = skip(["the"], at: index)
        let modifier = Self.weekWords[text(start)]
        let nameIndex =
            modifier == nil ? start : (isOne(of: ["past", "coming"], at: start + 1) ? start + 2 : start + 1)
        guard let name = weekday(at: nameIndex) else { return nil }
        if modifier == nil {
            if let dated = weekdayWithDate(name) { return dated }
            if let next = sequence(["after", "next"], at: name.next) {
                let coming = coming(name.value)
                let isThisWeek = coming < today.startOfWeek + 7
                return Match(
                    value: DaySpan(day: coming + (isThisWeek ? 7 : name.value == today.weekday ? 0 : 7)),
                    next: next
                )
            }
            let weekIndex = skip(["the"], at: skip(["of", "in", "from", ","], at: name.next))
            if let week = Self.weekWords[text(weekIndex)], text(weekIndex + 1) == "week" {
                let day = today.startOfWeek + (7 * week + name.value - 1)
                return Match(value: DaySpan(day: day), next: weekIndex + 2)
            }
            return Match(value: DaySpan(day: coming(name.value)), next: name.next)
        }
        return Match(value: DaySpan(day: modified(name.value, by: text(start))), next: name.next)
    }

    private func modified(_ weekday: Int, by word: String) -> CalendarDay {
        switch word {
        case "next", "following": today.startOfWeek + (7 + weekday - 1)
        case "last", "past", "previous": lastBefore(weekday)
        case "this", "current": coming(weekday)
        default: coming(weekday)
        }
    }

    /// Returns the first such weekday after today.
    private func coming(_ weekday: Int) -> CalendarDay {
        let distance = (weekday - today.weekday + 7) % 7
        return today + (distance == 0 ? 7 : distance)
    }

    private func lastBefore(_ weekday: Int) -> CalendarDay {
        let distance = (today.weekday - weekday + 7) % 7
        return today + -(distance == 0 ? 7 : distance)
    }

    private func weekThenWeekday(at index: Int) -> Match<DaySpan>? {
        guard let week = Self.weekWords[text(index)] else { return nil }
        guard text(index + 1) == "week" || text(index + 1) == "week's" else { return nil }
        guard let name = weekday(at: skip(["on", ","], at: index + 2)) else { return nil }
        return Match(value: DaySpan(day: today.startOfWeek + (7 * week + name.value - 1)), next: name.next)
    }

    /// Reads the date after a weekday; the weekday chooses the year or month in which both are right.
    private func weekdayWithDate(_ name: Match<Int>) -> Match<DaySpan>? {
        let start = skip(["the", "on"], at: skip([","], at: name.next))
        let isDate = CalendarNames.months[text(start)] != nil || number(at: start) != nil
        guard isDate else { return nil }
        if let date = date(at: skip(["the"], at: start)) ?? date(at: start), date.value.grain == .day,
            !date.value.isInterval,
            (start..<date.next)
                .contains(where: { CalendarNames.months[text($0)] != nil || isOne(of: ["-", "/", "."], at: $0) })
        {
            let isYearNamed = (start..<date.next).contains { digits(at: $0)?.digits == 4 }
            guard !isYearNamed, date.value.first.weekday != name.value else { return date }
            let (year, month, day) = date.value.first.date
            for candidate in [year - 1, year + 1, year + 2, year + 3, year + 4, year + 5] {
                guard let found = CalendarDay(year: candidate, month: month, day: day) else { continue }
                if found.weekday == name.value, found > today + -60 {
                    return Match(value: DaySpan(day: found), next: date.next)
                }
            }
            return nil
        }
        guard let number = number(at: start), number.value.isOrdinal, (1...31).contains(number.value.value) else {
            return nil
        }
        for months in 0...36 {
            let (year, month, _) = today.startOfMonth.adding(months: months).date
            guard let found = CalendarDay(year: year, month: month, day: number.value.value) else { continue }
            guard found >= today, found.weekday == name.value else { continue }
            return Match(value: DaySpan(day: found), next: number.next)
        }
        return nil
    }

    /// Reads "first Monday of March 2014", "last Friday in October", "the first Monday of the month".
    func weekdayOfMonth(at index: Int) -> Match<DaySpan>? {
        let start = skip(["the"], at: index)
        var ordinal: Int?
        var next = start + 1
        if let number = number(at: start), number.value.isOrdinal, (1...5).contains(number.value.value) {
            (ordinal, next) = (number.value.value, number.next)
        }
        let isFromEnd = text(ordinal == nil ? start : next) == "last"
        if isFromEnd, ordinal != nil { next += 1 }
        guard ordinal != nil || isFromEnd else { return nil }
        let what = text(next)
        guard CalendarNames.weekdays[what] != nil || what == "day" || what == "week" else { return nil }
        guard isOne(of: ["of", "in"], at: next + 1), let span = container(at: skip(["the"], at: next + 2)) else {
            return nil
        }
        let rank = isFromEnd ? -(ordinal ?? 1) : ordinal ?? 1
        guard let found = unit(what, rank: rank, in: span.value) else { return nil }
        return Match(value: found, next: span.next)
    }

    private func container(at index: Int) -> Match<DaySpan>? {
        if let offset = Self.weekWords[text(index)], isOne(of: ["month", "year"], at: index + 1) {
            let grain: TimeExpression.Grain = text(index + 1) == "month" ? .month : .year
            return Match(value: DaySpan(grain, around: today.adding(offset, grain)), next: index + 2)
        }
        if text(index) == "month" { return Match(value: DaySpan(.month, around: today), next: index + 1) }
        if let year = year(at: index), let day = CalendarDay(year: year.value, month: 1, day: 1) {
            return Match(value: DaySpan(.year, around: day), next: year.next)
        }
        guard let month = CalendarNames.months[text(index)] else { return nil }
        let year = year(at: index + 1)
        let fallback = today.date.year + (month < today.date.month ? 1 : 0)
        guard let day = CalendarDay(year: year?.value ?? fallback, month: month, day: 1) else { return nil }
        return Match(value: DaySpan(.month, around: day), next: year?.next ?? index + 1)
    }

    private func unit(_ name: String, rank: Int, in span: DaySpan) -> DaySpan? {
        let found: DaySpan
        if name == "week" {
            let first = span.first.startOfWeek < span.first ? span.first.startOfWeek + 7 : span.first
            let last = (span.end + -1).startOfWeek
            let whole = last + 7 > span.end ? last + -7 : last
            found = DaySpan(.week, around: rank > 0 ? first + 7 * (rank - 1) : whole + 7 * (rank + 1))
        } else if name == "day" {
            found = DaySpan(day: rank > 0 ? span.first + (rank - 1) : span.end + rank)
        } else {
            guard let weekday = CalendarNames.weekdays[name] else { return nil }
            let first = span.first + (weekday - span.first.weekday + 7) % 7
            let end = span.end + -1
            let last = end + -((end.weekday - weekday + 7) % 7)
            found = DaySpan(day: rank > 0 ? first + 7 * (rank - 1) : last + 7 * (rank + 1))
        }
        return span.first <= found.first && found.first < span.end ? found : nil
    }
}
