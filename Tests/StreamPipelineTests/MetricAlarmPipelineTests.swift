import Alerting
import Foundation
import MetricAlarms
import MonitoringModel
import MonitoringTestKit
import Persistence
import RuleEngine
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

    @Test("An alarm's state is set by hand, and what the values say sets it back")
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
            var events: [TimelineEntry.Event] = []
            for step in 1...20 {
                house.wallClock.advance(by: .seconds(20))
                let event = try house.telemetry(#"{"lux":1,"seq":\#(step)}"#)
                events += try await pipeline.submit([event]).flatMap(\.changes).map(\.event)
            }
            #expect(events == [.resolved])
        }
    }
}

@Suite("What rules ask of other parts")
struct RuleRequestTests {
    private func household(_ actions: String) throws -> Household {
        var household = PipelineHouse.household()
        let document = #"{"id":"lux","sql":"SELECT * FROM 'greenhouse/lux'","actions":\#(actions)}"#
        household.rules = [try JSONDecoder().decode(Rule.self, from: Data(document.utf8))]
        let series = try MetricSeries(namespace: "greenhouse", name: "lux", dimensions: ["bench": "7"])
        let condition = MetricCondition(metric: series, comparison: .greater, threshold: 35_000)
        var alarm = AlarmDocument(id: "bright", condition: .metric(condition))
        alarm.alert = AlarmAlert(summary: "Too bright.")
        household.alarms = [alarm]
        return household
    }

    private func message(_ payload: String, _ house: PipelineHouse) throws -> InputEvent {
        let telemetry = Telemetry(
            topic: "greenhouse/lux",
            device: nil,
            document: try JSONParser.parse(payload),
            observedAt: house.wallClock.now,
            receivedAt: house.wallClock.now
        )
        return InputEvent(.telemetry(telemetry, payload: Array(payload.utf8)))
    }

    @Test("A rule's values of a metric make an alarm fire")
    func metric() async throws {
        let house = try PipelineHouse()
        let action =
            #"[{"metric":{"namespace":"greenhouse","name":"lux","value":"${lux}","dimensions":{"bench":"${bench}"}}}]"#
        try await house.run(household: try household(action)) { pipeline, _ in
            var summaries: [String] = []
            for _ in 0..<9 {
                let event = try message(#"{"lux":40000,"bench":7}"#, house)
                summaries += try await pipeline.submit([event]).flatMap(\.changes).map(\.alert.summary)
                house.wallClock.advance(by: .seconds(20))
            }
            #expect(summaries == ["Too bright."])
        }
    }

    @Test("A rule sets the state of an alarm")
    func alarmState() async throws {
        let house = try PipelineHouse()
        let action = #"[{"alarmState":{"alarm":"bright","state":"ALARM"}}]"#
        try await house.run(household: try household(action)) { pipeline, _ in
            let event = try message(#"{"lux":1}"#, house)
            let changes = try await pipeline.submit([event]).flatMap(\.changes)
            #expect(changes.map(\.event) == [.fired])
        }
    }

    @Test("What fails is published by the rule's action for errors, with the reason")
    func errorAction() async throws {
        let house = try PipelineHouse()
        var household = try household(#"[{"alarmState":{"alarm":"none","state":"ALARM"}}]"#)
        household.rules[0].errorAction = .republish(RepublishAction(topic: "errors"))
        try await house.run(household: household) { pipeline, store in
            _ = try await pipeline.submit([try message(#"{"lux":1}"#, house)])
            let due = try await store.due(channel: "mqtt", at: house.wallClock.now, limit: 10)
            #expect(due.map(\.address) == ["errors"])
            let text = String(decoding: due.first?.publication.payload ?? [], as: UTF8.self)
            #expect(text.contains("there is no alarm 'none'"), "\(text)")
        }
    }

    @Test("A rule that wants to reach a device that nobody has named is refused before it is in force")
    func refused() throws {
        let action = #"[{"tcpLine":{"host":"10.0.0.9","line":"off"}}]"#
        #expect(throws: DocumentRefusal.self) {
            try MonitoringCore(household: try household(action), restored: StoredState(), at: ManualWallClock().now)
        }
    }

    @Test("Every message has identifiers of its own, and more actions than a thousand are all carried out")
    func manyMessagesAndActions() async throws {
        let house = try PipelineHouse()
        var household = PipelineHouse.household()
        household.rules = [
            Rule(
                id: "name",
                sql: "SELECT newuuid() AS u FROM 'greenhouse/lux'",
                actions: [.republish(RepublishAction(topic: "named"))]
            )
        ]
        household.rules += try (0..<1_200)
            .map { number in
                let document =
                    #"{"id":"r\#(number)","sql":"SELECT * FROM 'greenhouse/lux'","actions":[{"alarmState":{"alarm":"none","state":"OK"}}]}"#
                var rule = try JSONDecoder().decode(Rule.self, from: Data(document.utf8))
                rule.errorAction = .republish(RepublishAction(topic: "failed/\(number)"))
                return rule
            }
        try await house.run(household: household) { pipeline, store in
            let events = [try message(#"{"n":1}"#, house), try message(#"{"n":2}"#, house)]
            _ = try await pipeline.submit(events)
            let due = try await store.due(channel: "mqtt", at: house.wallClock.now, limit: 5_000)
            let names = due.filter { $0.address == "named" }
                .map { String(decoding: $0.publication.payload, as: UTF8.self) }
            #expect(Set(names).count == 2)
            #expect(due.count(where: { $0.address.hasPrefix("failed/") }) == 2_400)
        }
    }

    @Test("An alarm may not publish where rules may not", arguments: ["a/+", "$SYS/x", "", "a\u{0}b"])
    func forbiddenTopics(topic: String) throws {
        var household = try household("[]")
        household.alarms[0].actions[.alarm] = [
            AlarmAction(name: "publish", settings: .object([.init(name: "topic", value: .string(topic))]))
        ]
        #expect(throws: DocumentRefusal.self) {
            try MonitoringCore(household: household, restored: StoredState(), at: ManualWallClock().now)
        }
    }
}
