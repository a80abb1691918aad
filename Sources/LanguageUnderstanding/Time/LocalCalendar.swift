import Foundation
public import MonitoringModel

/// Days and times of day as they are in one time zone, with its changes of the clocks.
public struct LocalCalendar: Sendable {
    private static let dayMilliseconds: Int64 = 86_400_000
    private let zone: TimeZone

    /// Creates the calendar of an IANA time zone, or returns `nil` if the zone is unknown.
    public init?(timeZone identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.zone = zone
    }

    /// Creates the calendar of a fixed offset from UTC, or returns `nil` if it is beyond 18 hours.
    public init?(secondsFromGMT seconds: Int) {
        guard let zone = TimeZone(secondsFromGMT: seconds) else { return nil }
        self.zone = zone
    }

    /// Returns the local day on which an instant lies; instants beyond the permitted years are clamped.
    public func day(of instant: Instant) -> CalendarDay {
        CalendarDay(number: Int(split(instant).day))
    }

    /// Returns the seconds that clocks show since local midnight, 0 to 86,399.
    public func secondOfDay(of instant: Instant) -> Int {
        Int(split(instant).milliseconds / 1_000)
    }

    /// Returns the instant at which clocks show a time of a day.
    ///
    /// A time that clocks skip gives the instant an hour (the size of the change) later on the clock; a
    /// time that occurs twice gives the first occurrence.
    ///
    /// - Parameters:
    ///   - day: The local day.
    ///   - seconds: The seconds since midnight on the clock; 86,400 is the next midnight.
    /// - Returns: The instant; the first of two.
    public func instant(on day: CalendarDay, second seconds: Int = 0) -> Instant {
        let local = Int64(day.number) * Self.dayMilliseconds + Int64(seconds) * 1_000
        let before = offset(at: local - Self.dayMilliseconds)
        let after = offset(at: local + Self.dayMilliseconds)
        for candidate in [local - before, local - after] where candidate + offset(at: candidate) == local {
            return Instant(millisecondsSinceEpoch: candidate)
        }
        return Instant(millisecondsSinceEpoch: local - before)
    }

    private func split(_ instant: Instant) -> (day: Int64, milliseconds: Int64) {
        let limit: Int64 = 250_000_000_000_000
        let clamped = min(max(instant.millisecondsSinceEpoch, -62_000_000_000_000), limit)
        let local = clamped + offset(at: clamped)
        let (quotient, remainder) = local.quotientAndRemainder(dividingBy: Self.dayMilliseconds)
        return remainder < 0 ? (quotient - 1, remainder + Self.dayMilliseconds) : (quotient, remainder)
    }

    private func offset(at milliseconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))) * 1_000
    }
}
