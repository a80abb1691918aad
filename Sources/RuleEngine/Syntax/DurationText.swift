/// Durations as statements write them, such as `5 minutes` or `1 hour 30 minutes`.
enum DurationText {
    /// The longest duration, in milliseconds: 366 days.
    static let maximum: Int64 = 366 * 86_400_000

    private static let units: [(names: [Substring], milliseconds: Int64)] = [
        (["days", "day", "d"], 86_400_000), (["hours", "hour", "h"], 3_600_000),
        (["minutes", "minute", "min", "m"], 60_000), (["seconds", "second", "sec", "s"], 1_000),
        (["milliseconds", "millisecond", "ms"], 1),
    ]

    /// Returns the milliseconds of a text, or `nil` if it is no duration from 1 ms to ``maximum``.
    static func milliseconds(_ text: String) -> Int64? {
        guard text.utf8.count <= 80 else { return nil }
        var rest = text[...]
        var total: Int64 = 0
        while true {
            rest = rest.drop { $0 == " " }
            if rest.isEmpty { break }
            let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
            rest = rest.dropFirst(digits.count).drop { $0 == " " }
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count)
            guard let number = Int64(digits),
                let unit = units.first(where: { $0.names.contains(Substring(name.lowercased())) })
            else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: unit.milliseconds)
            guard !overflow, product <= maximum else { return nil }
            total += product
            guard total <= maximum else { return nil }
        }
        return total > 0 ? total : nil
    }

    /// Returns a duration as text, in the greatest unit that needs no fraction.
    static func text(_ milliseconds: Int64) -> String {
        for unit in units where milliseconds % unit.milliseconds == 0 {
            let number = milliseconds / unit.milliseconds
            return "\(number) \(number == 1 ? unit.names[1 % unit.names.count] : unit.names[0])"
        }
        return "\(milliseconds) ms"
    }
}
