/// A time as a clock shows it.
struct ClockTime: Hashable, Sendable {
    /// The hour, 0 to 24; 24 is the midnight at the end of the day.
    var hour: Int
    /// The minute, 0 to 59.
    var minute = 0
    /// The second, 0 to 59.
    var second = 0
    /// How exactly it was named.
    var grain = TimeExpression.Grain.hour
    /// Whether the words leave open which half of the day is meant.
    var isAmbiguous = false
    /// Whether it was only a number.
    var isBare = false

    /// Seconds since midnight.
    var seconds: Int { hour * 3_600 + minute * 60 + second }

    /// Returns the time in a half of the day.
    func inHalf(afterNoon: Bool) -> ClockTime {
        var time = self
        time.isAmbiguous = false
        if hour == 12 { time.hour = afterNoon ? 12 : 0 } else if hour < 12, afterNoon { time.hour = hour + 12 }
        return time
    }

    /// Returns the time that a part of the day makes unambiguous.
    func inPart(_ part: DayPart) -> ClockTime {
        guard isAmbiguous else { return self }
        if part.start >= 18, hour == 12 {
            var midnight = self
            midnight.hour = 24
            midnight.isAmbiguous = false
            return midnight
        }
        return inHalf(afterNoon: part.isAfterNoon)
    }
}
