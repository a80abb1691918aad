import MonitoringModel

extension TimeGrammar {
    /// A unit of time.
    struct Unit {
        /// Its length in seconds, for units shorter than a day.
        var seconds: Int?
        /// The grain, for units of a day and longer.
        var grain: TimeExpression.Grain?
        /// How many of the grain it has: 2 for a fortnight.
        var multiple = 1
    }

    /// A point in time at some distance from now.
    struct Moment {
        /// The point.
        var instant: Instant
        /// How exactly it was named.
        var grain: TimeExpression.Grain
        /// Whether everything from now until then is meant.
        var isSpan = false
    }

    private static let secondsOfUnit: [String: Int] = [
        "second": 1, "seconds": 1, "sec": 1, "secs": 1, "s": 1, "minute": 60, "minutes": 60, "min": 60, "mins": 60,
        "hour": 3_600, "hours": 3_600, "hr": 3_600, "hrs": 3_600, "h": 3_600,
    ]
    private static let grains: [String: TimeExpression.Grain] = [
        "day": .day, "days": .day, "week": .week, "weeks": .week, "fortnight": .week, "month": .month,
        "months": .month, "quarter": .quarter, "quarters": .quarter, "year": .year, "years": .year, "yr": .year,
        "yrs": .year,
    ]

    /// Reads a unit of time.
    func unit(at index: Int) -> Match<Unit>? {
        if let seconds = Self.secondsOfUnit[text(index)] {
            return Match(value: Unit(seconds: seconds), next: index + 1)
        }
        guard let grain = Self.grains[text(index)] else { return nil }
        return Match(value: Unit(grain: grain, multiple: text(index) == "fortnight" ? 2 : 1), next: index + 1)
    }

    /// Reads a whole count: a number, "a", "a couple of", "a few".
    func count(at index: Int) -> Match<Int>? {
        if let number = number(at: index), !number.value.isOrdinal {
            return Match(value: number.value.value, next: skip(["more"], at: number.next))
        }
        let start = skip(["a", "an"], at: index)
        if isOne(of: ["couple", "pair"], at: start) { return Match(value: 2, next: skip(["of"], at: start + 1)) }
        if text(start) == "few" { return Match(value: 3, next: start + 1) }
        return start > index ? Match(value: 1, next: start) : nil
    }

    /// Reads "now", "in two hours", "half an hour from now", "20 minutes ago", "within 2 weeks".
    func moment(at index: Int) -> Match<Moment>? {
        if let now = nowPhrase(at: index) { return now }
        let isSpan = text(index) == "within"
        let isLed = isOne(of: ["in", "within"], at: index)
        let start = skip(["about", "around"], at: isLed ? index + 1 : index)
        guard let length = shortDuration(at: start) else { return nil }
        let direction = direction(at: length.next)
        guard isLed || direction != nil else { return nil }
        let seconds = length.value.seconds * (direction?.value ?? 1)
        let grain: TimeExpression.Grain = length.value.isWholeHours ? .minute : .second
        let instant = now + .seconds(seconds)
        return Match(
            value: Moment(instant: instant, grain: grain, isSpan: isSpan),
            next: direction?.next ?? length.next
        )
    }

    private func nowPhrase(at index: Int) -> Match<Moment>? {
        let value = Moment(instant: now, grain: .second)
        for words in [["right", "now"], ["just", "now"], ["at", "the", "moment"], ["now"], ["immediately"]] {
            if let next = sequence(words, at: index) { return Match(value: value, next: next) }
        }
        return nil
    }

    /// Reads a distance of whole days or more, such as "in 3 days", "a week ago", "two Fridays from now".
    func datedOffset(at index: Int) -> Match<DaySpan>? {
        let isLed = text(index) == "in"
        let start = skip(["about", "around"], at: isLed ? index + 1 : index)
        guard let count = count(at: start), count.value <= 1_000 else { return nil }
        if let weekday = CalendarNames.weekdays[text(count.next)], let way = direction(at: count.next + 1) {
            let first = (weekday - today.weekday + 6) % 7 + 1
            let last = (today.weekday - weekday + 6) % 7 + 1
            let isAhead = way.value > 0
            let distance = isAhead ? first + 7 * (count.value - 1) : -(last + 7 * (count.value - 1))
            return Match(value: DaySpan(day: today + distance), next: way.next)
        }
        guard let unit = unit(at: count.next), let grain = unit.value.grain else { return nil }
        let direction = direction(at: unit.next)
        guard isLed || direction != nil else { return nil }
        let distance = count.value * unit.value.multiple * (direction?.value ?? 1)
        let day = today.adding(distance, grain)
        let span = grain == .year ? DaySpan(.month, around: day) : DaySpan(day: day)
        return Match(value: span, next: direction?.next ?? unit.next)
    }

    private func direction(at index: Int) -> Match<Int>? {
        for words in [["from", "now"], ["from", "right", "now"], ["from", "today"]] {
            if let next = sequence(words, at: index) { return Match(value: 1, next: next) }
        }
        if isOne(of: ["hence", "later"], at: index) { return Match(value: 1, next: index + 1) }
        return isOne(of: ["ago", "back"], at: index) ? Match(value: -1, next: index + 1) : nil
    }

    private struct ShortDuration {
        var seconds: Int
        var isWholeHours = false
    }

    /// Reads "two hours", "half an hour", "a quarter of an hour", "2.5 hours", "an hour and a half", "1/2 h", "15'".
    private func shortDuration(at index: Int) -> Match<ShortDuration>? {
        if let part = fractionOfHour(at: index) { return part }
        guard let count = count(at: index), count.value <= 10_000 else { return nil }
        var halves = 0
        var next = count.next
        if text(next) == ".", let tenth = digits(at: next + 1), tenth.digits == 1, tenth.value == 5 {
            (halves, next) = (1, next + 2)
        } else if let after = sequence(["and", "a", "half"], at: next) ?? sequence(["and", "an", "half"], at: next) {
            (halves, next) = (1, after)
        }
        if text(next) == "'" {
            return Match(value: ShortDuration(seconds: 60 * count.value), next: next + 1)
        }
        guard let unit = unit(at: next), let seconds = unit.value.seconds else { return nil }
        next = unit.next
        if halves == 0, let after = sequence(["and", "a", "half"], at: next) { (halves, next) = (1, after) }
        let total = count.value * seconds + halves * seconds / 2
        return Match(value: ShortDuration(seconds: total, isWholeHours: seconds == 3_600 && halves == 0), next: next)
    }

    private func fractionOfHour(at index: Int) -> Match<ShortDuration>? {
        var quarters: Int
        var next: Int
        if let one = digits(at: index), text(index + 1) == "/", let two = digits(at: index + 2) {
            guard (one.value, two.value) == (1, 2) || [1, 3].contains(one.value) && two.value == 4 else { return nil }
            (quarters, next) = (two.value == 2 ? 2 : one.value, index + 3)
        } else if let half = sequence(["half"], at: index) ?? sequence(["a", "half"], at: index) {
            (quarters, next) = (2, half)
        } else if let quarter = sequence(["quarter"], at: index) ?? sequence(["a", "quarter"], at: index) {
            (quarters, next) = (1, quarter)
        } else if text(index) == "three", text(skip(["-"], at: index + 1)) == "quarters" {
            (quarters, next) = (3, skip(["-"], at: index + 1) + 1)
        } else {
            return nil
        }
        next = skip(["a", "an"], at: skip(["of"], at: next))
        guard isOne(of: ["hour", "h", "hr"], at: next) else { return nil }
        return Match(value: ShortDuration(seconds: quarters * 900), next: next + 1)
    }
}
