import Foundation
import MonitoringModel
import Testing

@testable import MetricAlarms

@Suite("Actions kept back by another alarm")
struct SuppressionTests {
    private func documents(wait: Int64 = 0, extension overhang: Int64 = 0) throws -> [AlarmDocument] {
        [
            try alarm("maintenance") { $0.actions = [:] },
            try composite("leak", "ALARM(wet)") {
                $0.actions[.ok] = [AlarmAction(name: "message", settings: .null)]
                $0.alert = AlarmAlert()
                $0.suppressor = AlarmID("maintenance")
                    .map {
                        ActionSuppressor(alarm: $0, wait: wait, overhang: overhang)
                    }
            },
            try alarm("wet", missing: .ignore) { $0.actions = [:] },
        ]
    }

    /// Sets states by hand at minutes past eight and draws what becomes of `leak`; a restart after every step.
    private func run(_ steps: [(Double, AlarmState, String)], wait: Int64 = 0, extension overhang: Int64 = 0) throws
        -> [String]
    {
        var timeline = try AlarmTimeline(
            try documents(wait: wait, extension: overhang)
                .map { document in
                    guard case .metric(var condition) = document.condition else { return document }
                    var ignoring = document
                    condition.missingData = .ignore
                    ignoring.condition = .metric(condition)
                    return ignoring
                }
        )
        for (minute, state, alarm) in steps {
            timeline.wait(max(0, minute * 60 - (timeline.now - morning).inSeconds))
            try timeline.set(state, of: alarm)
            try timeline.restart()
        }
        timeline.wait(3_600)
        return timeline.happened().filter { $0.contains("leak") && $0 != "08:00:00 leak OK !" }
    }

    @Test("While the suppressor is in ALARM actions wait; when it leaves they are carried out if still owed")
    func released() throws {
        let happened = try run([(1, .alarm, "maintenance"), (2, .alarm, "wet"), (5, .ok, "maintenance")])
        #expect(happened == ["08:02:00 leak ALARM (held)", "08:05:00 leak ALARM (released) ! +"])
    }

    @Test("What came and went meanwhile is never told")
    func forgotten() throws {
        let happened = try run([
            (1, .alarm, "maintenance"), (2, .alarm, "wet"), (3, .ok, "wet"), (5, .ok, "maintenance"),
        ])
        #expect(happened == ["08:02:00 leak ALARM (held)", "08:03:00 leak OK (held)"])
    }

    @Test("An alarm waits for the suppressor to go off too, and no longer")
    func waits() throws {
        #expect(
            try run([(1, .alarm, "wet")], wait: 90)
                == ["08:01:00 leak ALARM (held)", "08:02:30 leak ALARM (released) ! +"]
        )
        #expect(
            try run([(1, .alarm, "wet"), (2, .alarm, "maintenance")], wait: 90) == ["08:01:00 leak ALARM (held)"]
        )
        #expect(
            try run([(1, .alarm, "wet"), (1.5, .ok, "wet")], wait: 90)
                == ["08:01:00 leak ALARM (held)", "08:01:30 leak OK (held)"]
        )
    }

    @Test("The extension keeps actions back a while after the suppressor, also new ones")
    func overhang() throws {
        #expect(
            try run([(1, .alarm, "maintenance"), (2, .alarm, "wet"), (3, .ok, "maintenance")], extension: 120)
                == ["08:02:00 leak ALARM (held)", "08:05:00 leak ALARM (released) ! +"]
        )
        #expect(
            try run([(1, .alarm, "maintenance"), (3, .ok, "maintenance"), (4, .alarm, "wet")], extension: 120)
                == ["08:04:00 leak ALARM (held)", "08:05:00 leak ALARM (released) ! +"]
        )
        #expect(
            try run(
                [(1, .alarm, "maintenance"), (2, .alarm, "wet"), (3, .ok, "maintenance"), (4, .ok, "wet")],
                extension: 120
            ) == ["08:02:00 leak ALARM (held)", "08:04:00 leak OK (held)"]
        )
    }

    @Test("Without its suppressor an alarm is told at once")
    func atOnce() throws {
        #expect(
            try run([(1, .alarm, "wet"), (2, .ok, "wet")]) == ["08:01:00 leak ALARM ! +", "08:02:00 leak OK ! -"]
        )
    }

    @Test("When the suppressor is taken out of the document, what was kept back is told")
    func removed() throws {
        var timeline = try AlarmTimeline(try documents())
        try timeline.set(.alarm, of: "maintenance")
        try timeline.set(.alarm, of: "wet")
        _ = timeline.happened()
        var changed = try documents()
        changed[1].suppressor = nil
        try timeline.restart(documents: changed)
        #expect(timeline.happened() == ["08:00:00 leak ALARM (released) ! +"])
    }

    @Test("A suppressor that does not exist, or is the alarm itself, is refused", arguments: ["nobody", "leak"])
    func refused(_ name: String) throws {
        var changed = try documents()
        changed[1].suppressor = AlarmID(name).map { ActionSuppressor(alarm: $0) }
        let error = try #require(throws: MetricAlarmError.self) { try MetricAlarmSet(changed) }
        #expect(error.path == "suppressor.alarm")
    }
}
