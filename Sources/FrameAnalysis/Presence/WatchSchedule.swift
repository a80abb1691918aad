public import Foundation
import MonitoringModel

/// The days and hours at which a watch counts, by the clocks on the wall of one time zone.
///
/// Hours that end at or before their beginning reach over midnight and belong to the day on which they
/// begin. Where clocks are set forward, a beginning or an end that they skip lies as much after the change
/// as it was meant to lie after its hour; one that occurs twice is taken the first time.
public struct WatchSchedule: Hashable, Sendable {
    private static let dayLength: Int64 = 86_400_000
    private static let minuteLength: Int64 = 60_000
    /// Days before and after the one asked about that may hold the window asked for.
    private static let reach: Int64 = 9

    /// The days of the week on which it begins: 1 is Monday, 7 is Sunday.
    public let days: Set<Int>
    /// The minute of the day at which it begins, 0 to 1,439.
    public let startMinute: Int
    /// The minute of the day at which it ends, 1 to 1,440.
    public let endMinute: Int
    /// Whose clocks.
    public let timeZone: TimeZone

    /// Creates a schedule; `nil` without days, with days or minutes outside their ranges, or an unknown zone.
    ///
    /// - Parameters:
    ///   - days: The days of the week on which it begins, 1 (Monday) to 7; all unless set.
    ///   - startMinute: The minute of the day at which it begins, 0 to 1,439.
    ///   - endMinute: The minute of the day at which it ends, 1 to 1,440.
    ///   - timeZone: The IANA name of the time zone.
    public init?(days: Set<Int> = Set(1...7), startMinute: Int = 0, endMinute: Int = 1_440, timeZone: String) {
        guard !days.isEmpty, days.isSubset(of: Set(1...7)), (0..<1_440).contains(startMinute),
            (1...1_440).contains(endMinute), let zone = TimeZone(identifier: timeZone)
        else { return nil }
        self.days = days
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.timeZone = zone
    }

    /// Whether it holds at every hour of every day.
    public var isAlways: Bool { days.count == 7 && startMinute == endMinute % 1_440 }

    /// How long a window lasts on a day on which clocks are not changed.
    public var length: Duration {
        .seconds(60 * (startMinute < endMinute ? endMinute - startMinute : endMinute + 1_440 - startMinute))
    }

    /// The windows that begin from nine days before a local day to nine days after it, in order.
    ///
    /// Days that touch are one window.
    func windows(aroundDay today: Int64) -> [Range<Instant>] {
        var windows: [Range<Instant>] = []
        for day in (today - Self.reach)...(today + Self.reach) where days.contains(Self.weekday(ofDay: day)) {
            let start = self.instant(day: day, minute: startMinute)
            let endDay = startMinute < endMinute ? day : day + 1
            let end = self.instant(day: endDay, minute: endMinute)
            guard start < end else { continue }
            if let last = windows.last, last.upperBound >= start {
                windows[windows.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                windows.append(start..<end)
            }
        }
        return windows
    }
}

// MARK: - Clocks on the wall

extension WatchSchedule {
    /// Returns the hour and minute that clocks show, such as `09:30`.
    func timeOfDay(_ instant: Instant) -> String {
        let local = instant.millisecondsSinceEpoch + offset(at: instant.millisecondsSinceEpoch)
        let minutes = ((local % Self.dayLength + Self.dayLength) % Self.dayLength) / Self.minuteLength
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// Days are counted from 1970-01-01 in local time; instants a thousand years off and more are clamped.
    func day(of instant: Instant) -> Int64 {
        let limit: Int64 = 100_000_000_000_000
        let clamped = min(max(instant.millisecondsSinceEpoch, -limit), limit)
        let (day, rest) = (clamped + offset(at: clamped)).quotientAndRemainder(dividingBy: Self.dayLength)
        return rest < 0 ? day - 1 : day
    }

    private static func weekday(ofDay day: Int64) -> Int {
        Int(((day + 3) % 7 + 7) % 7) + 1
    }

    private func instant(day: Int64, minute: Int) -> Instant {
        let local = day * Self.dayLength + Int64(minute) * Self.minuteLength
        let before = offset(at: local - Self.dayLength)
        for offset in [before, offset(at: local + Self.dayLength)] where self.offset(at: local - offset) == offset {
            return Instant(millisecondsSinceEpoch: local - offset)
        }
        return Instant(millisecondsSinceEpoch: local - before)
    }

    private func offset(at milliseconds: Int64) -> Int64 {
        Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))) * 1_000
    }
}
