import Alerting
import MetricAlarms
import MonitoringModel
import MonitoringTestKit
import Persistence
import StreamPipeline
import Testing

@Suite("Metric alarms in the pipeline")
struct MetricAlarmPipelineTests {
    /// Above 35,000 in each of five minutes.
    private static func household() throws -> Household {
        var household = PipelineHouse.household()
        household.rules = []
        let series = try MetricSeries(namespace: "devices", name: "lux", dimensions: ["device": "lamp"])
        var alarm = AlarmDocument(
            id: "bright",
            condition: .metric(
                MetricCondition(metric: series, evaluationPeriods: 5, comparison: .greater, threshold: 35_000)
            )
        )
        alarm.alert = AlarmAlert(severity: .major, summary: "Too bright for five minutes.")
        alarm.actions[.alarm] = [
            AlarmAction(name: "publish", settings: try JSONParser.parse(#"{"topic":"blinds/close"}"#))
        ]
        household.alarms = [alarm]
        return household
    }

    /// Sends a value every twenty seconds, and starts the service anew as often as told; returns what was told when.
    private func play(minutes: Int, lux: Int, restartEvery: Int?, in house: PipelineHouse) async throws -> [String] {
        var told: [String] = []
        var step = 0
        let household = try Self.household()
        let start = house.wallClock.now
        while step < minutes * 3 {
            let steps = min(restartEvery ?? .max, minutes * 3 - step)
            let first = step
            told += try await house.run(household: household) { pipeline, _ in
                var lines: [String] = []
                for index in first..<(first + steps) {
                    let event = try house.telemetry(#"{"lux":\#(lux),"seq":\#(index)}"#)
                    for change in try await pipeline.submit([event]).flatMap(\.changes) {
                        lines.append("\(change.event.rawValue) \(Int((change.alert.updatedAt - start).inSeconds))")
                    }
                    house.wallClock.advance(by: .seconds(20))
                }
                return lines
            }
            step += steps
        }
        return told
    }

    @Test("An alarm of five minutes fires after five full minutes, with and without restarts", arguments: [nil, 4])
    func fires(restartEvery: Int?) async throws {
        let house = try PipelineHouse()
        let told = try await play(minutes: 9, lux: 40_000, restartEvery: restartEvery, in: house)
        #expect(told.count == 1, "\(told)")
        #expect(told.first?.hasPrefix("fired") == true)
        try await house.run(household: try Self.household()) { _, store in
            let alert = try await store.alerts(matching: AlertQuery()).alerts.first
            #expect(alert?.summary == "Too bright for five minutes.")
            #expect(alert.map { $0.startedAt.millisecondsSinceEpoch % 60_000 } == 0)
            let due = try await store.due(channel: "mqtt", at: house.wallClock.now, limit: 10)
            #expect(due.map(\.address) == ["blinds/close"])
        }
        let after = try await play(minutes: 7, lux: 10, restartEvery: restartEvery, in: house)
        #expect(after.map { $0.prefix(8) } == ["resolved"])
    }

    @Test("Values below the threshold raise nothing")
    func quiet() async throws {
        let house = try PipelineHouse()
        let told = try await play(minutes: 8, lux: 34_999, restartEvery: nil, in: house)
        #expect(told.isEmpty)
    }

    @Test("An alarm's state is set by hand, and the next evaluation sets it back")
    func setByHand() async throws {
        let house = try PipelineHouse()
        @Sendable func set(_ id: String, _ state: String) -> InputEvent {
            InputEvent(.command(.setAlarm(id: id, state: state, reason: "a drill", by: "anna")))
        }
        let household = try Self.household()
        try await house.run(household: household) { pipeline, _ in
            let outcomes = try await pipeline.submit([set("bright", "ALARM"), set("none", "OK"), set("bright", "LOUD")])
            #expect(outcomes[0].changes.map(\.event) == [.fired])
            #expect(outcomes[1].documentRefusal == .unknown(.alarm, "none"))
            #expect(outcomes[2].documentRefusal?.description.contains("INSUFFICIENT_DATA") == true)
            house.wallClock.advance(by: .seconds(61))
            let event = try house.telemetry(#"{"lux":1,"seq":1}"#)
            let next = try await pipeline.submit([event])
            #expect(next.flatMap(\.changes).map(\.event) == [.resolved])
        }
    }
}
