public import Foundation
public import MonitoringModel

/// The least, mean and greatest value of each day.
public struct DailyReport: Hashable, Sendable {
    /// The most days of one report: ten years.
    public static let maximumDays = 3_660

    /// One day in the report's time zone; it may have 23 or 25 hours.
    public struct Day: Hashable, Sendable {
        /// The date, as `2026-05-01`.
        public var date: String
        /// How many values there were.
        public var count = 0
        /// The least value; of no meaning without values.
        public var minimum = Double.infinity
        /// The greatest value; of no meaning without values.
        public var maximum = -Double.infinity
        /// The arithmetic mean; of no meaning without values.
        public var mean = 0.0
    }

    /// The days from the first to the last, those without values too.
    public private(set) var days: [Day]
    private let starts: [Instant]
    private let end: Instant

    /// Creates a report of the days that a span touches; `nil` if they are more than ``maximumDays``.
    ///
    /// - Parameters:
    ///   - range: The span; values outside are not counted.
    ///   - timeZone: Where the days are.
    public init?(_ range: Range<Instant>, in timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        var days: [Day] = []
        var starts: [Instant] = []
        var day = calendar.startOfDay(for: Self.date(range.lowerBound))
        while Self.instant(day) < range.upperBound {
            guard days.count < Self.maximumDays else { return nil }
            let parts = calendar.dateComponents([.year, .month, .day], from: day)
            days.append(Day(date: Self.text(parts)))
            starts.append(Self.instant(day))
            // Noon is within the same day whatever the clocks do; its next day's start is the next day.
            guard let next = calendar.date(byAdding: .day, value: 1, to: day.addingTimeInterval(43_200)) else { break }
            day = calendar.startOfDay(for: next)
        }
        self.days = days
        self.starts = starts
        end = range.upperBound
        first = range.lowerBound
    }

    private let first: Instant

    /// The largest value that is counted; larger ones are taken for broken readings.
    public static let largestValue = 1e150

    /// Counts a value; one outside the span, no number or larger than ``largestValue`` is left out.
    public mutating func add(_ value: Double, at instant: Instant) {
        guard abs(value) <= Self.largestValue, instant >= first, instant < end else { return }
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        guard low < days.count else { return }
        var day = days[low]
        day.count += 1
        day.minimum = min(day.minimum, value)
        day.maximum = max(day.maximum, value)
        // Welford's running mean: no sum that could grow beyond what a number can hold exactly.
        day.mean += (value - day.mean) / Double(day.count)
        days[low] = day
    }

    /// The report as comma-separated values (RFC 4180): date, count, min, mean, max; empty where there are no values.
    public var csv: String {
        var lines = ["date,count,min,mean,max"]
        for day in days {
            lines.append(
                day.count == 0
                    ? "\(day.date),0,,,"
                    : "\(day.date),\(day.count),\(Self.text(day.minimum)),\(Self.text(day.mean)),\(Self.text(day.maximum))"
            )
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// A number with at most six significant decimals behind the point.
    static func text(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return "\(value)" }
        let rounded = (value * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)"
    }

    private static func text(_ parts: DateComponents) -> String {
        func padded(_ number: Int?, _ width: Int) -> String {
            let digits = "\(number ?? 0)"
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }

    private static func date(_ instant: Instant) -> Date {
        Date(timeIntervalSince1970: Double(instant.millisecondsSinceEpoch) / 1_000)
    }

    private static func instant(_ date: Date) -> Instant {
        Instant(millisecondsSinceEpoch: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}
