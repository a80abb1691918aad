import FrameAnalysis
import MonitoringModel
import Testing

@Suite("Hours and days of watches")
struct WatchScheduleTests {
    private func window(_ schedule: WatchSchedule, _ instant: String) throws -> [String]? {
        var calendar = ScheduleCalendar(schedule)
        let window = calendar.window(containing: try #require(Instant(iso8601: instant)))
        return window.map { [$0.lowerBound.description, $0.upperBound.description] }
    }

    @Test(
        "Hours are those of the clock on the wall, also on the days on which it is changed",
        arguments: [
            // An ordinary night in winter and one in summer.
            ("2026-01-10T01:00:00Z", "2026-01-09T21:00:00.000Z", "2026-01-10T06:00:00.000Z"),
            ("2026-07-10T01:00:00Z", "2026-07-09T20:00:00.000Z", "2026-07-10T05:00:00.000Z"),
            // Clocks go forward on 29 March 2026, back on 25 October 2026.
            ("2026-03-29T01:00:00Z", "2026-03-28T21:00:00.000Z", "2026-03-29T05:00:00.000Z"),
            ("2026-10-25T01:00:00Z", "2026-10-24T20:00:00.000Z", "2026-10-25T06:00:00.000Z"),
        ]
    )
    func nightsInBerlin(instant: String, start: String, end: String) throws {
        #expect(try window(.berlin(22, 7), instant) == [start, end])
    }

    @Test(
        "An hour that clocks skip is taken as much later, one that comes twice the first time",
        arguments: [
            ("2026-03-29T01:30:00Z", 150, "2026-03-29T01:30:00.000Z"),
            ("2026-10-25T00:30:00Z", 150, "2026-10-25T00:30:00.000Z"),
        ]
    )
    func skippedAndRepeatedHours(instant: String, minute: Int, start: String) throws {
        let schedule = try #require(
            WatchSchedule(startMinute: minute, endMinute: minute + 120, timeZone: "Europe/Berlin")
        )
        #expect(try window(schedule, instant)?.first == start)
    }

    @Test("The end does not belong to the hours, and hours over midnight belong to the day they begin on")
    func edges() throws {
        let fridays = try WatchSchedule.berlin(22, 7, days: [5])
        #expect(try window(fridays, "2026-03-07T05:59:59Z") != nil)
        #expect(try window(fridays, "2026-03-07T06:00:00Z") == nil)
        #expect(try window(fridays, "2026-03-06T20:59:59Z") == nil)
        #expect(try window(fridays, "2026-03-07T21:30:00Z") == nil)
    }

    @Test("Days that touch are one window")
    func daysThatTouch() throws {
        let weekdays = try WatchSchedule.berlin(0, 24, days: [1, 2, 3, 4, 5])
        #expect(
            try window(weekdays, "2026-03-04T12:00:00Z") == ["2026-03-01T23:00:00.000Z", "2026-03-06T23:00:00.000Z"]
        )
        #expect(try window(weekdays, "2026-03-08T12:00:00Z") == nil)
    }

    @Test(
        "What is no schedule is refused",
        arguments: [(-1, 60, "UTC"), (0, 0, "UTC"), (0, 1_441, "UTC"), (1_440, 60, "UTC"), (0, 60, "Mars/Olympus")]
    )
    func refusals(start: Int, end: Int, zone: String) {
        #expect(WatchSchedule(startMinute: start, endMinute: end, timeZone: zone) == nil)
        #expect(WatchSchedule(days: [], timeZone: "UTC") == nil)
        #expect(WatchSchedule(days: [8], timeZone: "UTC") == nil)
    }
}
