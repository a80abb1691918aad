/// Reads the ISO 8601 profile that devices and people write: a date, a time and perhaps an offset.
struct ISO8601Scanner {
    private let bytes: [UInt8]
    private var position = 0

    /// Creates a scanner over text; anything longer than 40 bytes cannot be a time and reads as `nil`.
    init(_ utf8: some Sequence<UInt8>) {
        bytes = Array(utf8.prefix(41))
    }

    /// Reads the whole text as one instant, in milliseconds since the epoch.
    mutating func scanInstant() -> Int64? {
        guard bytes.count <= 40, let days = scanDate(), accept("T") || accept("t") || accept(" "),
            let timeOfDay = scanTimeOfDay(), let offset = scanOffset(), position == bytes.count
        else { return nil }
        return days * 86_400_000 + timeOfDay - offset
    }

    private mutating func scanDate() -> Int64? {
        guard let year = scanDigits(4), accept("-"), let month = scanDigits(2), accept("-"), let day = scanDigits(2)
        else { return nil }
        return CivilDate.daysSinceEpoch(year: year, month: month, day: day)
    }

    private mutating func scanTimeOfDay() -> Int64? {
        guard let hour = scanDigits(2), hour < 24, accept(":"), let minute = scanDigits(2), minute < 60 else {
            return nil
        }
        var milliseconds = (hour * 60 + minute) * 60_000
        guard accept(":") else { return milliseconds }
        // A leap second (":60") is read as the following second, as POSIX time does.
        guard let second = scanDigits(2), second <= 60 else { return nil }
        milliseconds += second * 1_000
        guard accept(".") || accept(",") else { return milliseconds }
        guard let fraction = scanFraction() else { return nil }
        return milliseconds + fraction
    }

    private mutating func scanFraction() -> Int64? {
        var value: Int64 = 0
        var count = 0
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            if count < 3 { value = value * 10 + Int64(bytes[position] - UInt8(ascii: "0")) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<max(count, 3) { value *= 10 }
        return value
    }

    private mutating func scanOffset() -> Int64? {
        if position == bytes.count || accept("Z") || accept("z") { return 0 }
        let sign: Int64 = accept("+") ? 1 : -1
        guard sign == 1 || accept("-"), let hours = scanDigits(2), hours <= 18 else { return nil }
        if position == bytes.count { return sign * hours * 3_600_000 }
        _ = accept(":")
        guard let minutes = scanDigits(2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes) * 60_000
    }

    private mutating func scanDigits(_ count: Int) -> Int64? {
        guard position + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[position..<position + count] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        position += count
        return value
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
