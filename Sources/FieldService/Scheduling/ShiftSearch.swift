import MonitoringModel

/// The search for free windows in the shifts of one technician.
struct ShiftSearch {
    private let technician: Technician
    private let clock: LocalClock
    private let rules: Scheduler.Rules
    private let busy: [(start: Instant, end: Instant)]

    /// Creates a search that keeps the buffer around booked visits of this technician.
    init(technician: Technician, clock: LocalClock, rules: Scheduler.Rules, booked: [Visit]) {
        self.technician = technician
        self.clock = clock
        self.rules = rules
        self.busy = booked.map { ($0.start - rules.buffer, $0.end + rules.buffer) }
    }

    /// Returns the earliest windows of a length that begin in a stretch of time.
    func windows(minutes: Int, from start: Instant, to end: Instant, limit: Int) -> [ServiceWindow] {
        var found: [ServiceWindow] = []
        let firstDay = clock.day(of: start)
        let lastDay = max(firstDay, clock.day(of: end))
        for day in firstDay...lastDay {
            let weekday = clock.weekday(ofDay: day)
            let shifts = technician.shifts.filter { $0.weekday == weekday }
            for shift in shifts.sorted(by: { $0.startMinute < $1.startMinute }) {
                for window in windows(minutes: minutes, in: shift, onDay: day)
                where window.start >= start && window.start < end && isFree(window) {
                    found.append(window)
                    if found.count == limit { return found }
                }
            }
        }
        return found
    }

    private func windows(minutes: Int, in shift: Technician.Shift, onDay day: Int64) -> [ServiceWindow] {
        let shiftEnd =
            shift.endMinute == 1_440
            ? clock.instantOrNext(day: day + 1, minute: 0)
            : clock.instantOrNext(day: day, minute: shift.endMinute)
        let step = rules.stepMinutes
        let first = (shift.startMinute + step - 1) / step * step
        return stride(from: first, to: shift.endMinute, by: step)
            .compactMap { minute in
                guard let start = clock.instant(day: day, minute: minute) else { return nil }
                let end = start + .seconds(60 * minutes)
                guard end <= shiftEnd else { return nil }
                return ServiceWindow(technician: technician.id, start: start, end: end)
            }
    }

    private func isFree(_ window: ServiceWindow) -> Bool {
        busy.allSatisfy { window.end <= $0.start || $0.end <= window.start }
    }
}
