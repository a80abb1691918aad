import MonitoringModel
import Testing

@testable import MetricAlarms

@Suite("The greenhouse: two alarms of fifteen one-minute periods")
struct GreenhouseTests {
    private let documents = #"""
        [{"id": "too-bright", "metric": {"namespace": "Greenhouse", "name": "lux"}, "statistic": "Minimum",
          "comparison": ">", "threshold": 35000, "evaluation_periods": 15,
          "alarm_actions": [{"message": {"phone": "+15550100"}}, {"tcp_line": {"port": 4998}}]},
         {"id": "not-too-bright", "metric": {"namespace": "Greenhouse", "name": "lux"}, "statistic": "Maximum",
          "comparison": "<", "threshold": 35000, "evaluation_periods": 15, "period_s": 60,
          "alarm_actions": [{"tcp_line": {"port": 4998}}]}]
        """#

    @Test("After fifteen bright minutes, to the minute, the one goes off; after fifteen dim ones the other")
    func exact() throws {
        var timeline = try AlarmTimeline(documents)
        try timeline.minutes(Array(repeating: 20_000, count: 15))
        #expect(timeline.happened() == ["08:01:00 too-bright OK", "08:15:00 not-too-bright ALARM !"])
        try timeline.minutes(Array(repeating: 40_000, count: 14))
        #expect(timeline.happened() == ["08:16:00 not-too-bright OK"])
        try timeline.minutes([40_000])
        #expect(timeline.happened() == ["08:30:00 too-bright ALARM !!"])
        #expect(timeline.now == morning + .seconds(30 * 60))
        try timeline.minutes(Array(repeating: 40_000, count: 60))
        #expect(timeline.happened().isEmpty)
    }

    @Test("Fourteen bright minutes and one exactly at the threshold are no alarm of either")
    func almost() throws {
        var timeline = try AlarmTimeline(documents)
        try timeline.minutes(Array(repeating: 35_001, count: 14) + [35_000] + Array(repeating: 35_001, count: 14))
        #expect(timeline.happened() == ["08:01:00 not-too-bright OK", "08:15:00 too-bright OK"])
        try timeline.minutes([35_001])
        #expect(timeline.happened() == ["08:30:00 too-bright ALARM !!"])
    }

    @Test("One dim value within a bright minute keeps the alarm from going off for fifteen minutes more")
    func cloud() throws {
        var timeline = try AlarmTimeline(documents)
        try timeline.minutes([20_000] + Array(repeating: 40_000, count: 10))
        timeline.wait(10)
        try timeline.take(40_000)
        timeline.wait(10)
        try timeline.take(30_000)
        timeline.wait(40)
        _ = timeline.happened()
        try timeline.minutes(Array(repeating: 40_000, count: 15))
        #expect(timeline.happened() == ["08:27:00 too-bright ALARM !!"])
    }

    @Test("Bright from the very first minute on: fifteen minutes are needed all the same")
    func fromTheStart() throws {
        var timeline = try AlarmTimeline(documents)
        try timeline.minutes(Array(repeating: 50_000, count: 14))
        #expect(timeline.happened() == ["08:01:00 not-too-bright OK"])
        try timeline.minutes([50_000])
        #expect(timeline.happened() == ["08:15:00 too-bright ALARM !!"])
    }

    @Test("The reason tells values, threshold and how many were needed")
    func reason() throws {
        var timeline = try AlarmTimeline(documents)
        try timeline.minutes(Array(repeating: 20_000, count: 1) + Array(repeating: 40_000, count: 15))
        let transition = try #require(timeline.transitions.last)
        #expect(transition.from == .ok && transition.to == .alarm)
        #expect(transition.reason.points.count == 15)
        #expect(transition.reason.points[0] == AlarmReason.Point(at: morning + .seconds(15 * 60), value: 40_000))
        let text = transition.reason.text
        #expect(
            text.hasPrefix(
                "15 of the last 15 minutes with values had Minimum of Greenhouse/lux above 35000 "
                    + "(15 of 15 are needed for ALARM): 40000 at 2026-06-01T08:15:00.000Z, 40000 at"
            )
        )
        #expect(transition.document["state"] == .string("ALARM"))
        #expect(transition.document["alarm"] == .string("too-bright"))
        #expect(transition.document["points"] != nil)
    }

    @Test("Every cut of the time line by a restart changes nothing", arguments: 0..<76)
    func restartAnywhere(_ cut: Int) throws {
        let day: [Double?] = [20_000, nil, 30_000] + Array(repeating: 40_000, count: 17) + [nil, 10_000, nil, 9_000]
        func run(_ cutAt: Int?) throws -> [String] {
            var timeline = try AlarmTimeline(documents)
            var step = 0
            for value in day + Array(repeating: 1_000, count: 14) {
                for part in 0..<2 {
                    if step == cutAt { try timeline.restart() }
                    step += 1
                    if part == 0 { timeline.wait(27.5) } else if let value { try timeline.take(value) }
                }
                timeline.wait(32.5)
            }
            return timeline.happened()
        }
        let uncut = try run(nil)
        #expect(uncut.count >= 4)
        #expect(try run(cut) == uncut)
    }
}
