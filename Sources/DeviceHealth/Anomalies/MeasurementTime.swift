import MonitoringModel

/// Reads the time of a measurement as tables write it.
enum MeasurementTime {
    /// The instant; `nil` if the text is none.
    ///
    /// Understood are `2026-01-31 12:00:00` (UTC, a fraction of a second allowed, seconds may be missing), ISO 8601
    /// with a zone or without (then UTC), and seconds since 1970 with up to three decimals.
    static func parse(_ text: String) -> Instant? {
        guard text.utf8.count <= 40 else { return nil }
        return epochSeconds(text) ?? Instant(iso8601: text)
    }

    private static let latest = 253_402_300_799.0

    private static func epochSeconds(_ text: String) -> Instant? {
        guard text.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2e || $0 == 0x2d }) else { return nil }
        guard let seconds = Double(text), abs(seconds) <= latest else { return nil }
        return Instant(millisecondsSinceEpoch: Int64((seconds * 1000).rounded()))
    }
}
