import Foundation

extension TimePattern {
    /// What has been read of a text so far.
    private struct Reading {
        var time = CivilTime()
        var isAfternoon: Bool?
        var zone: TimeZone?
        var hasHalfDay = false
    }

    /// Returns the instant that a text tells, in milliseconds since 1970, or `nil` if it does not fit the
    /// pattern or there is no such time; without a zone the time is UTC.
    func milliseconds(_ text: String) -> Int64? {
        guard text.utf8.count <= 256 else { return nil }
        var reading = Reading()
        var rest = text[...]
        for (index, field) in fields.enumerated() {
            switch field {
            case .text(let expected):
                guard rest.hasPrefix(expected) else { return nil }
                rest = rest.dropFirst(expected.count)
            case .letter(let letter, let count):
                let isFollowedByDigits = index + 1 < fields.count && fields[index + 1].isLetter
                guard Self.read(letter, count, isFollowedByDigits, &rest, &reading) else { return nil }
            }
        }
        guard rest.isEmpty else { return nil }
        if reading.hasHalfDay { reading.time.hour = reading.time.hour % 12 + (reading.isAfternoon == true ? 12 : 0) }
        guard let local = reading.time.milliseconds else { return nil }
        guard let zone = reading.zone else { return local }
        // The offset at the local time taken as UTC is right but for hours around a change; look twice.
        let first = local - TimeZones.offset(of: zone, at: local)
        return local - TimeZones.offset(of: zone, at: first)
    }

    private static func read(
        _ letter: Character,
        _ count: Int,
        _ isBounded: Bool,
        _ rest: inout Substring,
        _ reading: inout Reading
    ) -> Bool {
        switch letter {
        case "G", "E", "a": return readName(letter, &rest, &reading)
        case "M" where count > 2, "L" where count > 2:
            guard let place = name(months, count, &rest) else { return false }
            reading.time.month = Int64(place) + 1
            return true
        case "z", "Z", "V", "X": return readZone(&rest, &reading)
        case "S":
            let digits = digits(&rest, isBounded ? count : 9)
            guard let number = Int64(digits) else { return false }
            reading.time.millisecond =
                digits.count <= 3
                ? number * [100, 10, 1][digits.count - 1] : Int64(digits.prefix(3)) ?? 0
            return true
        default:
            let isYear = letter == "y" || letter == "Y" || letter == "u" || letter == "x"
            let digits = digits(&rest, isBounded ? count : isYear ? max(count, 4) : max(count, 2))
            guard let number = Int64(digits) else { return false }
            return set(letter, isYear && count == 2 ? number + 2_000 : number, &reading)
        }
    }

    private static func set(_ letter: Character, _ number: Int64, _ reading: inout Reading) -> Bool {
        switch letter {
        case "y", "Y", "u", "x": reading.time.year = number
        case "M", "L": reading.time.month = number
        case "d": reading.time.day = number
        case "H": reading.time.hour = number
        case "k": reading.time.hour = number % 24
        case "h", "K":
            reading.time.hour = number
            reading.hasHalfDay = true
        case "m": reading.time.minute = number
        case "s": reading.time.second = number
        case "e", "w": break
        default: return false
        }
        return true
    }

    private static func readName(_ letter: Character, _ rest: inout Substring, _ reading: inout Reading) -> Bool {
        switch letter {
        case "E": return name(weekdays, 4, &rest) != nil
        case "G":
            guard rest.hasPrefix("AD") else { return false }
            rest = rest.dropFirst(2)
            return true
        default:
            let word = rest.prefix(2).uppercased()
            guard word == "AM" || word == "PM" else { return false }
            reading.isAfternoon = word == "PM"
            rest = rest.dropFirst(2)
            return true
        }
    }

    private static func readZone(_ rest: inout Substring, _ reading: inout Reading) -> Bool {
        let name = rest.prefix { !$0.isWhitespace && $0 != "]" }
        guard !name.isEmpty, let zone = TimeZones.zone(String(name)) else { return false }
        reading.zone = zone
        rest = rest.dropFirst(name.count)
        return true
    }

    /// The place of a full or short name at the beginning of a text.
    private static func name(_ names: [String], _ count: Int, _ rest: inout Substring) -> Int? {
        for (place, name) in names.enumerated() {
            for candidate in [name, String(name.prefix(3))]
            where rest.prefix(candidate.count).lowercased() == candidate.lowercased() {
                rest = rest.dropFirst(candidate.count)
                return place
            }
        }
        return nil
    }

    private static func digits(_ rest: inout Substring, _ most: Int) -> Substring {
        let digits = rest.prefix(most).prefix { $0.isASCII && $0.isWholeNumber }
        rest = rest.dropFirst(digits.count)
        return digits
    }
}

extension TimePattern.Field {
    /// Whether this is a letter whose digits would run on into the field before.
    fileprivate var isLetter: Bool {
        guard case .letter = self else { return false }
        return true
    }
}
