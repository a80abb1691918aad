extension TimeGrammar {
    /// Reads a time of day, such as "10:30", "3 pm", "half past nine", "noon" or "ten thirty".
    ///
    /// - Parameters:
    ///   - index: The position.
    ///   - isIntroduced: Whether the words before show that a time follows, so that a number is enough.
    ///   - isInRange: Whether it begins a range, so that "10 to 4" is not ten minutes to four.
    /// - Returns: The time and the position after it.
    func clock(at index: Int, isIntroduced: Bool, isInRange: Bool = false) -> Match<ClockTime>? {
        if let named = namedClock(at: index) { return named }
        if !isInRange, let relative = relativeClock(at: index) { return relative }
        guard let match = plainClock(at: index, isIntroduced: isIntroduced) else { return nil }
        var next = match.next
        if text(next) == "ish" { next += 1 }
        if isOne(of: ["sharp", "approximately"], at: next) { next += 1 }
        if match.value.isAmbiguous, let half = meridiem(at: next) {
            return Match(value: match.value.inHalf(afterNoon: half.value), next: half.next)
        }
        return Match(value: match.value, next: next)
    }

    /// Reads "am", "p.m.", "a m" and the like; the value says whether it is after noon.
    func meridiem(at index: Int) -> Match<Bool>? {
        var start = index
        if isOne(of: ["in"], at: start), text(start + 1) == "the", isOne(of: ["am", "pm"], at: start + 2) {
            start += 2
        }
        switch text(start) {
        case "am", "pm":
            return Match(value: text(start) == "pm", next: start + 1)
        case "a", "p":
            let afterNoon = text(start) == "p"
            var next = start + 1
            if text(next) == "." { next += 1 }
            if text(next) == "m" {
                next += 1
                return Match(value: afterNoon, next: text(next) == "." ? next + 1 : next)
            }
            let isGlued = tokens.indices.contains(start) && !tokens[start].followsSpace
            return isGlued ? Match(value: afterNoon, next: start + 1) : nil
        default: return nil
        }
    }

    private func namedClock(at index: Int) -> Match<ClockTime>? {
        let start = skip(["the"], at: index)
        switch text(start) {
        case "noon", "midday", "noonish": return Match(value: ClockTime(hour: 12), next: start + 1)
        case "midnight": return Match(value: ClockTime(hour: 24), next: start + 1)
        case "mid" where text(start + 1) == "day": return Match(value: ClockTime(hour: 12), next: start + 2)
        default: return nil
        }
    }

    /// Reads "half past nine", "a quarter to noon", "20 minutes past 3pm", "half three".
    private func relativeClock(at index: Int) -> Match<ClockTime>? {
        var minutes: Int
        var next = skip(["a"], at: index)
        if text(next) == "half" {
            minutes = 30
            next += 1
        } else if text(next) == "quarter" {
            minutes = 15
            next += 1
        } else if let number = number(at: index), !number.value.isOrdinal, (1...59).contains(number.value.value) {
            minutes = number.value.value
            next = skip(["minutes", "minute", "min", "mins"], at: number.next)
            // "3 to 4" is a range of hours; only round numbers are minutes without the word.
            guard minutes % 5 == 0 || next > number.next else { return nil }
        } else {
            return nil
        }
        switch text(next) {
        case "past", "after": next += 1
        case "to", "before", "till", "from", "of":
            guard text(index) != "half" else { return nil }
            minutes = -minutes
            next += 1
        default:
            guard text(index) == "half", NumberWords.units[text(next)] != nil else { return nil }
        }
        guard let base = namedClock(at: next) ?? plainClockWithMeridiem(at: next) else { return nil }
        guard base.value.minute == 0, base.value.hour > 0 || minutes > 0 else { return nil }
        return Match(value: base.value.adding(minutes: minutes), next: base.next)
    }

    private func plainClockWithMeridiem(at index: Int) -> Match<ClockTime>? {
        guard let hour = plainClock(at: index, isIntroduced: true), !hour.value.isMinuteNamed else { return nil }
        guard hour.value.isAmbiguous, let half = meridiem(at: hour.next) else { return hour }
        return Match(value: hour.value.inHalf(afterNoon: half.value), next: half.next)
    }

    private func plainClock(at index: Int, isIntroduced: Bool) -> Match<ClockTime>? {
        guard let number = number(at: index), !number.value.isOrdinal else { return nil }
        if number.value.digits > 0 {
            guard isWholeNumber(at: index) else { return nil }
            if let exact = clockWithSeparator(at: index, hour: number.value) { return exact }
            if let glued = gluedClock(number, isIntroduced: isIntroduced) { return glued }
        }
        let hour = number.value.value
        guard (0...24).contains(hour), number.value.digits <= 2 else { return nil }
        let (oclock, isSaid) = afterOclock(at: number.next)
        if isSaid { return (1...24).contains(hour) ? Match(value: .hour(hour), next: oclock) : nil }
        let half = meridiem(at: number.next)
        let isLetter = half != nil && text(number.next).count == 1 && !isSpelled(at: number.next)
        let hasMeridiem = half != nil && (1...12).contains(hour) && (isIntroduced || !isLetter)
        if let minutes = spokenMinutes(after: number, isIntroduced: isIntroduced) { return minutes }
        guard hasMeridiem || isIntroduced, !isCounting(at: number.next) || hasMeridiem else { return nil }
        var time = ClockTime.hour(hour)
        time.isBare = !hasMeridiem
        return Match(value: time, next: number.next)
    }

    /// Returns whether the digits at a position are not a part of a longer figure, such as "650.650.6500" or "1.5".
    private func isWholeNumber(at index: Int) -> Bool {
        let joints: Set<String> = [".", "-", "/", ":", ","]
        if index >= 2, isOne(of: joints.subtracting(["-", ","]), at: index - 1), digits(at: index - 2) != nil,
            !tokens[index - 1].followsSpace, !tokens[index].followsSpace
        {
            return false
        }
        guard isOne(of: [".", "/"], at: index + 1), digits(at: index + 2) != nil else { return true }
        return tokens[index + 1].followsSpace || tokens[index + 2].followsSpace
    }

    /// Returns whether "a" or "p" is followed by "m", with or without full stops.
    private func isSpelled(at index: Int) -> Bool {
        text(index + 1) == "m" || text(index + 1) == "." && text(index + 2) == "m"
    }

    private func afterOclock(at index: Int) -> (Int, Bool) {
        if isOne(of: ["o'clock", "oclock"], at: index) { return (index + 1, true) }
        if text(index) == "o", text(index + 1) == "clock" { return (index + 2, true) }
        return (index, false)
    }

    /// Reads "10:30", "15h", "15h30" and "10:30:15".
    private func clockWithSeparator(at index: Int, hour: NumberToken) -> Match<ClockTime>? {
        guard hour.digits <= 2, (0...24).contains(hour.value) else { return nil }
        let mark = text(index + 1)
        guard tokens.indices.contains(index + 1), !tokens[index + 1].followsSpace, mark == ":" || mark == "h" else {
            return nil
        }
        var time = ClockTime.hour(hour.value)
        time.grain = .minute
        if mark == "h" || hour.digits == 2 && hour.value < 10 { time.isAmbiguous = false }
        guard let minute = digits(at: index + 2), !tokens[index + 2].followsSpace else {
            return mark == "h" ? Match(value: time, next: index + 2) : nil
        }
        guard minute.digits == 2, minute.value < 60, !minute.isOrdinal else { return nil }
        guard hour.value < 24 || minute.value == 0 else { return nil }
        time.minute = minute.value
        guard text(index + 3) == ":", let second = digits(at: index + 4) else {
            return Match(value: time, next: index + 3)
        }
        guard second.digits == 2, second.value < 60 else { return nil }
        time.second = second.value
        time.grain = .second
        return Match(value: time, next: index + 5)
    }

    /// Reads "1030" and "330 p.m.".
    private func gluedClock(_ number: Match<NumberToken>, isIntroduced: Bool) -> Match<ClockTime>? {
        let (value, digits) = (number.value.value, number.value.digits)
        guard (3...4).contains(digits), value / 100 < 24, value % 100 < 60 else { return nil }
        let isYear = digits == 4 && (1_900...2_100).contains(value)
        guard meridiem(at: number.next) != nil || isIntroduced && !isYear || text(number.next) == "ish" else {
            return nil
        }
        var time = ClockTime.hour(value / 100)
        time.minute = value % 100
        time.grain = .minute
        return Match(value: time, next: number.next)
    }

    /// Reads the minutes in "ten thirty am" and "at three twenty".
    private func spokenMinutes(after hour: Match<NumberToken>, isIntroduced: Bool) -> Match<ClockTime>? {
        guard hour.value.value <= 23, let minute = number(at: hour.next), !minute.value.isOrdinal else { return nil }
        guard (10...59).contains(minute.value.value), minute.value.digits == 0 || minute.value.digits == 2 else {
            return nil
        }
        guard (hour.value.digits == 0) == (minute.value.digits == 0) else { return nil }
        guard meridiem(at: minute.next) != nil || isIntroduced, !isCounting(at: minute.next) else { return nil }
        guard tokens[hour.next].followsSpace, isWholeNumber(at: minute.next - 1) else { return nil }
        var time = ClockTime.hour(hour.value.value)
        time.minute = minute.value.value
        time.grain = .minute
        return Match(value: time, next: minute.next)
    }

    /// Returns whether a word follows that shows the number before to be a count, a price or a fraction.
    private func isCounting(at index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        let units: Set<String> = ["%", "$", "times", "people", "degrees", "euros", "euro", "dollars", "percent"]
        if units.contains(text(index)) || unit(at: index) != nil { return true }
        return !tokens[index].followsSpace && tokens[index].isWord && text(index) != "ish"
    }
}

extension ClockTime {
    /// Whether the minute was named.
    var isMinuteNamed: Bool { grain == .minute || grain == .second }

    /// Returns an hour; those from 1 to 12 are ambiguous.
    static func hour(_ hour: Int) -> ClockTime {
        ClockTime(hour: hour, isAmbiguous: (1...12).contains(hour))
    }

    /// Returns the time some minutes later or earlier, within the day.
    func adding(minutes: Int) -> ClockTime {
        let total = min(max(hour * 60 + minute + minutes, 0), 1_440)
        var time = self
        time.hour = total / 60
        time.minute = total % 60
        time.grain = .minute
        return time
    }
}
