import FieldService
import LanguageUnderstanding
import MonitoringModel

/// Chooses the few windows that are worth naming in one message.
enum SlotChoice {
    /// The greatest number of windows in one message.
    static let maximum = 3

    /// Returns the first window and then the first of other days, at another half of the day if possible.
    static func spread(_ windows: [ServiceWindow], calendar: LocalCalendar) -> [ServiceWindow] {
        guard var last = windows.first else { return [] }
        var chosen = [last]
        while chosen.count < maximum {
            let day = calendar.day(of: last.start)
            let isMorning = calendar.secondOfDay(of: last.start) < 43_200
            let later = windows.filter { calendar.day(of: $0.start) > day }
            let next = later.first.map { calendar.day(of: $0.start) }
            let other = later.first { window in
                calendar.day(of: window.start) == next
                    && (calendar.secondOfDay(of: window.start) < 43_200) != isMorning
            }
            guard let window = other ?? later.first else { break }
            chosen.append(window)
            last = window
        }
        return chosen
    }

    /// Returns the windows that begin nearest to a time, in the order of their beginning.
    static func nearest(_ windows: [ServiceWindow], to time: Instant) -> [ServiceWindow] {
        let ranked = windows.sorted { lhs, rhs in
            let (left, right) = (distance(lhs.start, time), distance(rhs.start, time))
            return left == right ? lhs.start < rhs.start : left < right
        }
        return ranked.prefix(maximum).sorted { $0.start < $1.start }
    }

    private static func distance(_ lhs: Instant, _ rhs: Instant) -> Duration {
        lhs < rhs ? rhs - lhs : lhs - rhs
    }
}
