extension TimeGrammar {
    private static let offsets: [String: Int] = [
        "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1, "last": -1, "past": -1,
        "previous": -1,
    ]
    private static let periods: [String: TimeExpression.Grain] = [
        "week": .week, "month": .month, "quarter": .quarter, "qtr": .quarter, "year": .year, "yr": .year,
    ]

    /// Reads "this week", "next month", "last year", "this weekend", "all week", "rest of the week".
    func period(at index: Int) -> Match<DaySpan>? {
        if let rest = sequence(["rest", "of", "the", "week"], at: skip(["the"], at: index)) {
            let span = DaySpan(first: today, end: today.startOfWeek + 7, grain: .day, isInterval: true)
            return Match(value: span, next: rest)
        }
        let start = skip(["the"], at: index)
        guard let offset = Self.offsets[text(start)] else { return nil }
        let next = start + 1
        if let weekend = weekendName(at: skip(["past"], at: next)) {
            return Match(value: self.weekend(offset: text(next) == "past" ? -1 : offset), next: weekend)
        }
        guard let grain = Self.periods[text(next)] else { return nil }
        return Match(value: DaySpan(grain, around: today.startOfMonthIf(grain).adding(offset, grain)), next: next + 1)
    }

    private func weekendName(at index: Int) -> Int? {
        if isOne(of: ["weekend", "wkend"], at: index) { return index + 1 }
        return sequence(["week", "-", "end"], at: index) ?? sequence(["week", "end"], at: index)
    }

    private func weekend(offset: Int) -> DaySpan {
        let friday = today.startOfWeek + (7 * offset + 4)
        var span = DaySpan(first: friday, end: friday + 3, grain: .hour, isInterval: true)
        span.startSecond = 18 * 3_600
        return span
    }

    /// Reads "next 3 days", "the last two weeks", "past 2 months".
    func countedPeriods(at index: Int) -> Match<DaySpan>? {
        let start = skip(["the"], at: index)
        guard isOne(of: ["next", "last", "past", "coming", "previous", "following"], at: start) else { return nil }
        guard let count = count(at: start + 1), let unit = unit(at: count.next), count.value >= 1 else { return nil }
        guard let grain = unit.value.grain, count.value <= 1_000 else { return nil }
        let current = DaySpan(grain, around: today)
        let isFuture = isOne(of: ["next", "coming", "following"], at: start)
        let first = isFuture ? current.end : current.first.adding(-count.value, grain)
        let end = isFuture ? current.end.adding(count.value, grain) : current.first
        return Match(value: DaySpan(first: first, end: end, grain: grain, isInterval: true), next: unit.next)
    }

    /// Reads "upcoming two weeks" and "2 upcoming weeks": the unit that lies so far ahead.
    func upcomingPeriod(at index: Int) -> Match<DaySpan>? {
        let isFirst = text(index) == "upcoming"
        guard let count = count(at: isFirst ? index + 1 : index), (1...1_000).contains(count.value) else { return nil }
        guard isFirst || text(count.next) == "upcoming" else { return nil }
        guard let unit = unit(at: isFirst ? count.next : count.next + 1), let grain = unit.value.grain else {
            return nil
        }
        let day = today.startOfMonthIf(grain).adding(count.value, grain)
        return Match(value: DaySpan(grain, around: day), next: unit.next)
    }

    /// Reads "end of the month", "beginning of next week", "early March", "EOM".
    func edgeOfPeriod(at index: Int) -> Match<DaySpan>? {
        let start = skip(["the"], at: index)
        switch text(start) {
        case "eom": return Match(value: edge(of: DaySpan(.month, around: today), isEnd: true), next: start + 1)
        case "bom": return Match(value: edge(of: DaySpan(.month, around: today), isEnd: false), next: start + 1)
        case "eoy": return Match(value: edge(of: DaySpan(.year, around: today), isEnd: true), next: start + 1)
        case "boy": return Match(value: edge(of: DaySpan(.year, around: today), isEnd: false), next: start + 1)
        case "early", "late", "mid":
            guard let month = CalendarNames.months[text(skip(["-"], at: start + 1))] else { return nil }
            guard let day = futureDay(month: month, day: 1, year: nil) else { return nil }
            let (first, end) =
                text(start) == "early"
                ? (day, day + 10)
                : text(start) == "mid"
                    ? (day + 10, day + 20)
                    : (day + 20, day.adding(months: 1))
            let span = DaySpan(first: first, end: end, grain: .day, isInterval: true)
            return Match(value: span, next: skip(["-"], at: start + 1) + 1)
        case "end", "beginning", "start":
            let isEnd = text(start) == "end"
            guard text(start + 1) == "of" else { return nil }
            let inner = skip(["around"], at: skip(["the"], at: start + 2))
            let grain = Self.periods[text(inner)]
            let bare = grain.map { Match(value: DaySpan($0, around: today), next: inner + 1) }
            guard let span = bare ?? period(at: inner) ?? edgeContainer(at: inner) else { return nil }
            guard [.week, .month, .year].contains(span.value.grain), !span.value.isInterval else { return nil }
            return Match(value: edge(of: span.value, isEnd: isEnd), next: span.next)
        default: return nil
        }
    }

    private func edgeContainer(at index: Int) -> Match<DaySpan>? {
        if let year = year(at: index), let day = CalendarDay(year: year.value, month: 1, day: 1) {
            return Match(value: DaySpan(.year, around: day), next: year.next)
        }
        guard let month = CalendarNames.months[text(index)] else { return nil }
        guard let day = futureDay(month: month, day: 1, year: year(at: index + 1)?.value) else { return nil }
        return Match(value: DaySpan(.month, around: day), next: year(at: index + 1)?.next ?? index + 1)
    }

    private func edge(of span: DaySpan, isEnd: Bool) -> DaySpan {
        switch span.grain {
        case .week:
            let first = isEnd ? span.first + 4 : span.first
            return DaySpan(first: first, end: first + 3, grain: .day, isInterval: true)
        case .year:
            let first = isEnd ? span.first.adding(months: 8) : span.first
            return DaySpan(
                first: first,
                end: isEnd ? span.end : first.adding(months: 3),
                grain: .month,
                isInterval: true
            )
        default:
            let first = isEnd ? span.first + 20 : span.first
            return DaySpan(first: first, end: isEnd ? span.end : first + 10, grain: .day, isInterval: true)
        }
    }
}

extension CalendarDay {
    /// Returns the first day of the month for grains of a month and more, so that no month is skipped.
    fileprivate func startOfMonthIf(_ grain: TimeExpression.Grain) -> CalendarDay {
        grain == .week || grain == .day ? self : startOfMonth
    }
}
