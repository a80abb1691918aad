import Foundation

extension TimePattern {
    /// Returns an instant, in milliseconds since 1970, as text; `nil` if it lies too far away.
    func text(_ milliseconds: Int64, _ zone: TimeZone) -> String? {
        guard milliseconds.magnitude <= 8_000_000_000_000_000 else { return nil }
        let offset = TimeZones.offset(of: zone, at: milliseconds)
        guard let time = CivilTime(milliseconds: milliseconds + offset) else { return nil }
        return
            fields.map { field in
                switch field {
                case .text(let text): text
                case .letter(let letter, let count):
                    Self.date(letter, count, time) ?? Self.clock(letter, count, time)
                        ?? Self.zone(letter, count, zone, milliseconds, offset)
                }
            }
            .joined()
    }

    private static func date(_ letter: Character, _ count: Int, _ time: CivilTime) -> String? {
        switch letter {
        case "G": return time.year > 0 ? "AD" : "BC"
        case "C": return padded((time.year > 0 ? time.year : 1 - time.year) / 100, count)
        case "y", "Y", "x", "u":
            let year = letter == "u" || time.year > 0 ? time.year : 1 - time.year
            return count == 2 ? padded(((year % 100) + 100) % 100, 2) : padded(year, count)
        case "M", "L":
            let name = months[Int(time.month - 1)]
            return count > 3 ? name : count == 3 ? String(name.prefix(3)) : padded(time.month, count)
        case "d": return padded(time.day, count)
        case "D": return padded(time.dayOfYear, count)
        case "E":
            let name = weekdays[Int(time.weekday - 1)]
            return count > 3 ? name : String(name.prefix(3))
        case "e": return padded(time.weekday, count)
        case "w": return padded(weekOfYear(time), count)
        default: return nil
        }
    }

    private static func clock(_ letter: Character, _ count: Int, _ time: CivilTime) -> String? {
        switch letter {
        case "a": return time.hour < 12 ? "AM" : "PM"
        case "H": return padded(time.hour, count)
        case "k": return padded(time.hour == 0 ? 24 : time.hour, count)
        case "K": return padded(time.hour % 12, count)
        case "h": return padded((time.hour + 11) % 12 + 1, count)
        case "m": return padded(time.minute, count)
        case "s": return padded(time.second, count)
        case "S":
            let digits = padded(time.millisecond, 3)
            return count <= 3 ? String(digits.prefix(count)) : digits + String(repeating: "0", count: count - 3)
        default: return nil
        }
    }

    private static func zone(
        _ letter: Character,
        _ count: Int,
        _ zone: TimeZone,
        _ milliseconds: Int64,
        _ offset: Int64
    ) -> String {
        switch letter {
        case "z": return TimeZones.abbreviation(of: zone, at: milliseconds)
        case "V": return zone.identifier == "GMT" ? "UTC" : zone.identifier
        case "X":
            if offset == 0 { return "Z" }
            let text = TimeZones.text(offset: offset, separator: count > 2 ? ":" : "")
            return count == 1 && text.hasSuffix("00") ? String(text.dropLast(2)) : text
        default:
            if count > 2 { return zone.identifier == "GMT" ? "UTC" : zone.identifier }
            return TimeZones.text(offset: offset, separator: count == 2 ? ":" : "")
        }
    }

    /// The week of ISO 8601: the first has the year's first Thursday.
    private static func weekOfYear(_ time: CivilTime) -> Int64 {
        let thursday = time.days - time.weekday + 4
        guard let inWeek = CivilTime(milliseconds: thursday * 86_400_000) else { return 1 }
        return (inWeek.dayOfYear - 1) / 7 + 1
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number.magnitude)
        let zeros = String(repeating: "0", count: max(0, min(width, 40) - digits.count))
        return (number < 0 ? "-" : "") + zeros + digits
    }
}
