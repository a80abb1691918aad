import Foundation
import MonitoringModel

/// Days and minutes of the day as clocks on the wall of one time zone show them.
///
/// Days are counted from 1970-01-01 in local time.
struct LocalClock {
    private static let dayMilliseconds: Int64 = 86_400_000
    private static let minuteMilliseconds: Int64 = 60_000

    private let zone: TimeZone

    /// Creates the clock of an IANA time zone, or returns `nil` if the zone is unknown.
    init?(timeZone identifier: String) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        self.zone = zone
    }

    /// Returns the local day on which an instant lies; instants a thousand years off and more are clamped.
    func day(of instant: Instant) -> Int64 {
        let limit: Int64 = 100_000_000_000_000
        let clamped = min(max(instant.millisecondsSinceEpoch, -limit), limit)
        let local = clamped + offset(at: clamped)
        let (quotient, remainder) = local.quotientAndRemainder(dividingBy: Self.dayMilliseconds)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Returns the day of the week of a day: 1 is Monday, 7 is Sunday.
    func weekday(ofDay day: Int64) -> Int {
        let remainder = Int((day + 3) % 7)
        return (remainder + 7) % 7 + 1
    }

    /// Returns the instant at which clocks show a minute of a day, or `nil` if they skip that minute.
    ///
    /// A minute that occurs twice, because clocks are set back, gives the first occurrence.
    func instant(day: Int64, minute: Int) -> Instant? {
        let local = day * Self.dayMilliseconds + Int64(minute) * Self.minuteMilliseconds
        for neighbour in [local - Self.dayMilliseconds, local + Self.dayMilliseconds] {
            let candidate = local - offset(at: neighbour)
            if offset(at: candidate) == local - candidate { return Instant(millisecondsSinceEpoch: candidate) }
        }
        return nil
    }

    /// Returns the instant at which clocks show a minute of a day or, if they skip it, the first one after.
    func instantOrNext(day: Int64, minute: Int) -> Instant {
        if let exact = instant(day: day, minute: minute) { return exact }
        let local = day * Self.dayMilliseconds + Int64(minute) * Self.minuteMilliseconds
        return Instant(millisecondsSinceEpoch: local - offset(at: local - Self.dayMilliseconds))
    }

    private func offset(at milliseconds: Int64) -> Int64 {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        return Int64(zone.secondsFromGMT(for: date)) * 1_000
    }
}
