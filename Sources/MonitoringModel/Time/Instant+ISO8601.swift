extension Instant: CustomStringConvertible {
    /// The instant in the form `2026-03-01T09:05:07.250Z` (ISO 8601, UTC, milliseconds).
    public var description: String {
        let day = Int64(86_400_000)
        let days = millisecondsSinceEpoch.flooredQuotient(by: day)
        let rest = millisecondsSinceEpoch &- days &* day
        let (year, month, dayOfMonth) = CivilDate.fromDaysSinceEpoch(days)
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60].map { $0.padded(to: 2) }
        let date = [year.padded(to: 4), month.padded(to: 2), dayOfMonth.padded(to: 2)]
        return date.joined(separator: "-") + "T" + clock.joined(separator: ":")
            + "." + (rest % 1_000).padded(to: 3) + "Z"
    }

    /// Reads an ISO 8601 date and time such as `2026-03-01T10:05:07+01:00`.
    ///
    /// The date and the time of day to the minute are required; seconds, a fraction and a space in
    /// place of `T` are accepted; without `Z` or an offset the time is taken as UTC. Returns `nil` for
    /// anything else, and for dates that do not exist.
    public init?(iso8601 text: some StringProtocol) {
        var scanner = ISO8601Scanner(text.utf8)
        guard let milliseconds = scanner.scanInstant() else { return nil }
        self.init(millisecondsSinceEpoch: milliseconds)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    fileprivate func padded(to width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}
