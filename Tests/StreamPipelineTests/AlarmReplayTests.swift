import Foundation
import MetricAlarms
import MonitoringModel
import MonitoringTestKit
import RuleEngine
import StreamPipeline
import Testing

@Suite("Metric alarms over history")
struct AlarmReplayTests {
    @Test(
        "An alarm that rules measure for changes at the minute at which it would have, and back when values stay away"
    )
    func changes() throws {
        let start = Instant(millisecondsSinceEpoch: 1_772_442_000_000)
        let action = #"[{"metric":{"namespace":"g","name":"lux","value":"${lux}"}}]"#
        let document = #"{"id":"lux","sql":"SELECT * FROM 'a'","actions":\#(action)}"#
        let rule = try JSONDecoder().decode(Rule.self, from: Data(document.utf8))
        let alarm = try JSONDecoder()
            .decode(
                AlarmDocument.self,
                from: Data(
                    #"{"id":"b","metric":{"namespace":"g","name":"lux"},"statistic":"Average","comparison":">","threshold":5,"period_s":60,"evaluation_periods":3}"#
                        .utf8
                )
            )
        var replay = try AlarmReplay(rules: [rule], alarms: [alarm], from: start)
        var lines: [String] = []
        func note(_ transitions: [AlarmTransition]) {
            lines += transitions.map { "\($0.to.rawValue)@\(Int(($0.at - start).inSeconds))" }
        }
        for step in 0..<16 {
            let now = start + .seconds(30 * step)
            let document = JSONValue(object: ["lux": .integer(step < 4 ? 1 : 9)])
            note(
                try replay.play(
                    Telemetry(topic: "a", device: nil, document: document, observedAt: now, receivedAt: now)
                )
            )
        }
        note(try replay.run(to: start + .seconds(3_600)))
        // Five periods are looked at for an alarm of three: the last with a value ends at 480 s.
        #expect(lines == ["OK@60", "ALARM@300", "INSUFFICIENT_DATA@780"], "\(lines)")
    }
}
