extension TimeGrammar {
    /// Two times of one day.
    struct ClockRange {
        /// When it begins.
        var start: ClockTime
        /// When it ends.
        var end: ClockTime
    }

    private static let joints: Set<String> = ["-", "to", "and", "till", "til", "until", "untill", "through", "thru"]

    /// Reads "between 2 and 4 pm", "from 9:30 to 11:00", "3-4pm", "later than 9 but before 11".
    func clockRange(at index: Int) -> Match<ClockRange>? {
        var start = index
        var isIntroduced = false
        if let next = sequence(["in", "between"], at: start) ?? sequence(["later", "than"], at: start) {
            (start, isIntroduced) = (next, true)
        } else if isOne(of: ["between", "from", "after"], at: start) {
            (start, isIntroduced) = (start + 1, true)
        }
        guard var first = clock(at: start, isIntroduced: true, isInRange: isIntroduced) else { return nil }
        let firstEnds = first.next
        guard let joint = joint(at: firstEnds, isAfter: isOne(of: ["after", "later"], at: index)) else { return nil }
        guard var second = clock(at: joint, isIntroduced: true) else { return nil }
        let isShown =
            isIntroduced || !second.value.isBare && (text(firstEnds) != "and") || isTimeShown(first.value)
        guard isShown, !(first.value.isBare && second.value.isBare && !isIntroduced) else { return nil }
        if first.value.isAmbiguous, !second.value.isAmbiguous {
            first.value = first.value.before(second.value)
        } else if second.value.isAmbiguous, !first.value.isAmbiguous {
            second.value = second.value.after(first.value)
        } else if first.value.isAmbiguous, second.value.isAmbiguous, second.value.seconds <= first.value.seconds {
            first.value = first.value.inHalf(afterNoon: false)
            second.value = second.value.inHalf(afterNoon: true)
        }
        guard first.value.seconds < second.value.seconds else { return nil }
        return Match(value: ClockRange(start: first.value, end: second.value), next: second.next)
    }

    private func joint(at index: Int, isAfter: Bool) -> Int? {
        if let next = sequence(["but", "before"], at: index) ?? sequence(["and", "before"], at: index) { return next }
        return !isAfter && isOne(of: Self.joints, at: index) ? index + 1 : nil
    }

    private func isTimeShown(_ time: ClockTime) -> Bool { time.isMinuteNamed || !time.isAmbiguous }

    /// Reads two dates with a joint between them, such as "July 13-15" or "from 13 to 15 July".
    func dateRange(at index: Int) -> Match<DaySpan>? {
        let start = isOne(of: ["from", "between"], at: index) ? index + 1 : index
        if let leading = dayNumbersBeforeMonth(at: start) { return leading }
        guard let first = date(at: start), first.value.grain == .day, !first.value.isInterval else { return nil }
        let joint = first.next
        guard isOne(of: Self.joints, at: joint), text(joint) != "and" || text(index) == "between" else { return nil }
        let (_, month, _) = first.value.first.date
        let isMonthNamed = (start..<joint).contains { CalendarNames.months[text($0)] != nil }
        if isMonthNamed, let number = digits(at: skip(["the"], at: joint + 1)), number.digits <= 2 {
            let after = skip(["the"], at: joint + 1) + 1
            let end = CalendarDay(year: first.value.first.date.year, month: month, day: number.value)
            guard CalendarNames.months[text(after)] == nil, !isOne(of: [":", "h", "am", "pm"], at: after) else {
                return nil
            }
            guard let end, end > first.value.first else { return nil }
            return Match(
                value: DaySpan(first: first.value.first, end: end + 1, grain: .day, isInterval: true),
                next: after
            )
        }
        guard let second = date(at: joint + 1), second.value.grain == .day, !second.value.isInterval else { return nil }
        var end = second.value.first
        if end <= first.value.first, end + 7 > first.value.first { end = end + 7 }
        guard end > first.value.first else { return nil }
        let span = DaySpan(first: first.value.first, end: end + 1, grain: .day, isInterval: true)
        return Match(value: span, next: second.next)
    }

    private func dayNumbersBeforeMonth(at index: Int) -> Match<DaySpan>? {
        let start = skip(["the"], at: index)
        guard let first = digits(at: start), first.digits <= 2, isOne(of: Self.joints, at: start + 1) else {
            return nil
        }
        let secondIndex = skip(["the"], at: start + 2)
        guard let second = digits(at: secondIndex), second.digits <= 2 else { return nil }
        let monthIndex = skip(["of"], at: secondIndex + 1)
        guard let month = CalendarNames.months[text(monthIndex)] else { return nil }
        let year = self.year(at: monthIndex + 1)
        guard let day = futureDay(month: month, day: first.value, year: year?.value) else { return nil }
        guard let end = CalendarDay(year: day.date.year, month: month, day: second.value), end > day else { return nil }
        let span = DaySpan(first: day, end: end + 1, grain: .day, isInterval: true)
        return Match(value: span, next: year?.next ?? monthIndex + 1)
    }
}

extension ClockTime {
    /// Returns the reading of an ambiguous time that lies last before another.
    fileprivate func before(_ other: ClockTime) -> ClockTime {
        let later = inHalf(afterNoon: true)
        return later.seconds < other.seconds ? later : inHalf(afterNoon: false)
    }

    /// Returns the reading of an ambiguous time that lies first after another.
    fileprivate func after(_ other: ClockTime) -> ClockTime {
        let earlier = inHalf(afterNoon: false)
        return earlier.seconds > other.seconds ? earlier : inHalf(afterNoon: true)
    }
}
