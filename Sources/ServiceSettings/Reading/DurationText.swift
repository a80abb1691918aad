/// Lengths of time as people write them in settings.
enum DurationText {
    private static let units: [(names: [String], milliseconds: Int64)] = [
        (["d", "day", "days"], 86_400_000), (["h", "hour", "hours"], 3_600_000),
        (["min", "m", "minute", "minutes"], 60_000), (["s", "sec", "second", "seconds"], 1_000), (["ms"], 1),
    ]

    /// Reads a whole number and a unit, with or without a space; `nil` for anything else.
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits) else { return nil }
        let name = text.dropFirst(digits.count).drop { $0 == " " }
        guard let unit = units.first(where: { $0.names.contains(String(name)) }) else { return nil }
        let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
        return overflow ? nil : .milliseconds(milliseconds)
    }

    /// Writes a length of time in the largest unit that divides it.
    static func write(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        for unit in units where milliseconds != 0 && milliseconds % unit.milliseconds == 0 {
            return "\(milliseconds / unit.milliseconds)\(unit.names[0])"
        }
        return "0s"
    }
}
