import Foundation

/// Time zones by the names that patterns of time know.
enum TimeZones {
    /// Returns a zone by its name (`Europe/Berlin`, `UTC`, `Z`) or offset (`+01:00`, `UTC+01:00`), or `nil`.
    static func zone(_ name: String) -> TimeZone? {
        guard name.utf8.count <= 64 else { return nil }
        var rest = name[...]
        for prefix in ["UTC", "GMT", "UT"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        if rest.isEmpty || rest == "Z" { return TimeZone(secondsFromGMT: 0) }
        if let offset = offset(rest) { return TimeZone(secondsFromGMT: Int(offset)) }
        return TimeZone(identifier: name)
    }

    /// Returns the seconds of `+hh:mm`, `+hhmm` or `+hh`.
    static func offset(_ text: Substring) -> Int64? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }), let number = Int64(digits) else { return nil }
        let seconds: Int64
        switch digits.count {
        case 1, 2: seconds = number * 3_600
        case 4: seconds = number / 100 * 3_600 + number % 100 * 60
        default: return nil
        }
        guard seconds <= 18 * 3_600 else { return nil }
        return sign == "-" ? -seconds : seconds
    }

    /// Returns how far a zone is ahead of UTC at an instant, in milliseconds.
    static func offset(of zone: TimeZone, at milliseconds: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        return Int64(zone.secondsFromGMT(for: date)) * 1_000
    }

    /// Returns the short name of a zone at an instant.
    static func abbreviation(of zone: TimeZone, at milliseconds: Int64) -> String {
        if zone.identifier == "GMT" { return "UTC" }
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        return zone.abbreviation(for: date) ?? zone.identifier
    }

    /// Returns an offset as `+hh:mm`, or without the colon.
    static func text(offset milliseconds: Int64, separator: String) -> String {
        let minutes = milliseconds.magnitude / 60_000
        func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return (milliseconds < 0 ? "-" : "+") + two(minutes / 60) + separator + two(minutes % 60)
    }
}
