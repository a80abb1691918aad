import Foundation
import MonitoringModel
import Testing

@testable import MetricAlarms

@Suite("The life of alarms")
struct MachineTests {
    private func withActions(_ document: inout AlarmDocument) {
        let action = AlarmAction(name: "message", settings: .null)
        document.actions = [.ok: [action], .alarm: [action, action], .insufficientData: [action, action, action]]
    }

    @Test("Actions are carried out on transitions only, each state has its own")
    func transitions() throws {
        var timeline = try AlarmTimeline([try alarm("bright", change: withActions)])
        try timeline.minutes([1, 1, 40_000, 40_000, 40_000, nil, nil, nil, nil, 1])
        #expect(
            timeline.happened() == [
                "08:01:00 bright OK !", "08:03:00 bright ALARM !!", "08:08:00 bright INSUFFICIENT_DATA !!!",
                "08:10:00 bright OK !",
            ]
        )
    }

    @Test("An alarm may exist before its metric; what it does then is a matter of the treatment")
    func beforeMetric() throws {
        var timeline = try AlarmTimeline([
            try alarm("breaching", missing: .breaching), try alarm("ignore", missing: .ignore),
            try alarm("missing"), try alarm("not", missing: .notBreaching),
        ])
        timeline.wait(3_600)
        #expect(timeline.happened() == ["08:01:00 breaching ALARM !", "08:01:00 not OK"])
    }

    @Test("With actions switched off the state changes all the same")
    func disabled() throws {
        var timeline = try AlarmTimeline([
            try alarm("bright") {
                $0.actionsEnabled = false
                $0.alert = AlarmAlert()
            }
        ])
        try timeline.minutes([40_000])
        #expect(timeline.happened() == ["08:01:00 bright ALARM"])
    }

    @Test("An alert lasts while the alarm is in ALARM, and through insufficient data")
    func alert() throws {
        var timeline = try AlarmTimeline([
            try alarm("bright") {
                $0.alert = AlarmAlert(severity: .major, summary: "Too bright.", subject: Subject(site: SiteID("glass")))
            }
        ])
        try timeline.minutes([1, 40_000, nil, nil, nil, 40_000, 1])
        #expect(
            timeline.happened() == [
                "08:01:00 bright OK", "08:02:00 bright ALARM ! +", "08:05:00 bright INSUFFICIENT_DATA",
                "08:06:00 bright ALARM !", "08:07:00 bright OK -",
            ]
        )
        let report = try #require(timeline.transitions[1].report)
        #expect(report.fingerprint == "metric_alarm/bright" && report.kind == .metricAlarm)
        #expect(report.severity == .major && report.summary == "Too bright." && report.subject.site == SiteID("glass"))
        #expect(report.details["reason"]?.contains("above 35000") == true)
        #expect(timeline.transitions[4].report?.state == .cleared)
    }

    @Test("A state set by hand holds until the next evaluation and has its actions")
    func override() throws {
        var timeline = try AlarmTimeline([try alarm("bright", change: withActions)])
        try timeline.minutes([1])
        timeline.wait(20)
        try timeline.set(.alarm, of: "bright")
        try timeline.take(1)
        #expect(timeline.happened() == ["08:01:00 bright OK !", "08:01:20 bright ALARM (override) !!"])
        #expect(timeline.transitions.last?.reason.text == "by hand")
        timeline.wait(39)
        #expect(timeline.happened().isEmpty)
        timeline.wait(1)
        #expect(timeline.happened() == ["08:02:00 bright OK !"])
        try timeline.set(.ok, of: "bright")
        #expect(timeline.happened().isEmpty)
        #expect(throws: MetricAlarmError.self) { try timeline.set(.ok, of: "nobody") }
    }

    @Test("An alarm that keeps its state keeps the one set by hand too")
    func overrideIsKept() throws {
        var timeline = try AlarmTimeline([try alarm("bright", missing: .ignore)])
        try timeline.set(.alarm, of: "bright")
        timeline.wait(600)
        #expect(timeline.happened() == ["08:00:00 bright ALARM (override) !"])
    }

    @Test("Reminders come while the alarm lasts, and not after")
    func reminders() throws {
        var timeline = try AlarmTimeline([
            try alarm("bright") {
                $0.renotify = 120
                $0.actions[.ok] = [AlarmAction(name: "message", settings: .null)]
            }
        ])
        try timeline.minutes(Array(repeating: 40_000, count: 6) + [1, 1, 1, 1])
        #expect(
            timeline.happened() == [
                "08:01:00 bright ALARM !", "08:03:00 bright ALARM (reminder) !", "08:05:00 bright ALARM (reminder) !",
                "08:07:00 bright OK !",
            ]
        )
    }

    @Test("Reminders missed in an interruption become one")
    func remindersAfterInterruption() throws {
        var timeline = try AlarmTimeline([
            try alarm("bright", missing: .ignore) { $0.renotify = 3_600 }
        ])
        try timeline.minutes([40_000])
        try timeline.restart(after: 10_800)
        #expect(timeline.happened() == ["08:01:00 bright ALARM !", "11:01:00 bright ALARM (reminder) !"])
    }

    @Test(
        "After an interruption of ours missing values count as nothing until the periods lie after it",
        arguments: [
            (MissingDataTreatment.breaching, ["08:34:00 bright ALARM !"]),
            (.missing, ["08:34:00 bright INSUFFICIENT_DATA"]), (.ignore, []), (.notBreaching, []),
        ]
    )
    func interruption(_ treatment: MissingDataTreatment, _ expected: [String]) throws {
        var timeline = try AlarmTimeline([try alarm("bright", needed: 3, of: 3, missing: treatment)])
        try timeline.minutes([1, 1, 1])
        _ = timeline.happened()
        try timeline.restart(after: 1_640)
        timeline.wait(600)
        #expect(timeline.happened() == expected)
    }

    @Test("Values that waited at the broker during an interruption count")
    func queued() throws {
        var timeline = try AlarmTimeline([try alarm("bright", needed: 3, of: 3, missing: .breaching)])
        try timeline.minutes([1, 1, 1])
        try timeline.restart(after: 600)
        for minute in 1...10 { try timeline.take(40_000, ago: Double(minute * 60 - 30)) }
        _ = timeline.happened()
        timeline.wait(60)
        #expect(timeline.happened() == ["08:14:00 bright ALARM !"])
    }

    @Test("A clock that steps back far begins anew; a small step only waits")
    func clockStepsBack() throws {
        var timeline = try AlarmTimeline([try alarm("bright")])
        try timeline.minutes([40_000, 40_000])
        timeline.now = timeline.now - .seconds(60)
        timeline.wait(0)
        #expect(timeline.happened() == ["08:01:00 bright ALARM !"])
        #expect(timeline.set.advance(to: timeline.now - .seconds(86_400)).isEmpty)
        timeline.now = timeline.now - .seconds(86_400)
        try timeline.minutes([1, 1])
        #expect(timeline.happened() == ["08:02:00 bright OK"])
    }

    @Test(
        "Years without a call are passed over quickly, and times at the ends of the range do not trap",
        arguments: [Int64.min, Int64.max, 0, 4_000_000_000_000]
    )
    func extremes(_ milliseconds: Int64) throws {
        let extreme = Instant(millisecondsSinceEpoch: milliseconds)
        let documents = [
            try alarm("bright", missing: .breaching) { $0.renotify = 60 },
            try alarm("slow", period: 3_600), try composite("both", "ALARM(bright) AND OK(slow)"),
        ]
        var set = try MetricAlarmSet(documents)
        for now in [morning, extreme, morning, extreme] {
            _ = set.advance(to: now)
            for observedAt in [morning, extreme, now] {
                let point = MetricDataPoint(
                    series: try MetricSeries(namespace: "Greenhouse", name: "lux"),
                    value: 0x1p360,
                    observedAt: observedAt
                )
                _ = set.handle(point, at: now)
            }
            set.resume(at: now)
            let memory = try JSONDecoder().decode(AlarmSetMemory.self, from: JSONEncoder().encode(set.memory))
            set = try MetricAlarmSet(documents, memory: memory)
        }
        #expect(set.counters.evaluations < 5_000)
    }

    @Test("Documents can be replaced: what remains keeps its state, what goes ends its alert")
    func replace() throws {
        let bright = try alarm("bright") { $0.alert = AlarmAlert() }
        let other = try alarm("other") { $0.alert = AlarmAlert() }
        var timeline = try AlarmTimeline([bright, other])
        try timeline.minutes([40_000])
        _ = timeline.happened()
        _ = timeline.set.takeChanges()
        try timeline.replace(with: [bright])
        #expect(timeline.happened() == ["08:01:00 other ALARM (removal) -"])
        #expect(timeline.set.takeChanges().alarms == [bright.id, other.id])
        try timeline.minutes([40_000, 1])
        #expect(timeline.happened() == ["08:03:00 bright OK -"])
        var quiet = bright
        quiet.alert = nil
        try timeline.minutes([40_000])
        try timeline.replace(with: [quiet])
        #expect(timeline.happened() == ["08:04:00 bright ALARM ! +", "08:04:00 bright ALARM (removal) -"])
    }

    @Test("A bad document among good ones changes nothing")
    func replaceIsAtomic() throws {
        let bright = try alarm("bright")
        var timeline = try AlarmTimeline([bright])
        try timeline.minutes([40_000])
        let before = timeline.set.memory
        let bad = [try alarm("other"), try composite("both", "ALARM(bright) OR ALARM(nobody)")]
        #expect(throws: MetricAlarmError.self) { try timeline.replace(with: bad) }
        #expect(timeline.set.memory == before && timeline.set.documents == [bright])
    }

    @Test("Only what has changed is to be stored, and it can be put together again")
    func changes() throws {
        let documents = [try alarm("bright"), try alarm("dark", above: 10, .less), try composite("any", "ALARM(dark)")]
        var timeline = try AlarmTimeline(documents)
        _ = timeline.set.takeChanges()
        #expect(timeline.set.takeChanges() == AlarmChanges())
        try timeline.take(40_000)
        let taken = timeline.set.takeChanges()
        #expect(taken.alarms.isEmpty && taken.series.map(\.name) == ["lux"])
        timeline.wait(60)
        let evaluated = timeline.set.takeChanges()
        #expect(Set(evaluated.alarms.map(\.rawValue)) == ["bright", "dark", "any"])
        #expect(evaluated.series.isEmpty && evaluated.clock)
        let set = timeline.set
        let memory = AlarmSetMemory(
            clock: set.storedClock,
            alarms: Dictionary(set.documents.compactMap { one in set.memory(of: one.id).map { (one.id, $0) } }) { $1 },
            series: taken.series.compactMap { set.memory(of: $0) }
        )
        #expect(memory == set.memory)
    }

    @Test("A stored series is taken over when an alarm with shorter periods comes, as far as it can be")
    func finerSlots() throws {
        var timeline = try AlarmTimeline([try alarm("fast", above: 1, period: 30)])
        try timeline.take(5)
        timeline.wait(10)
        try timeline.restart(documents: [try alarm("slow", above: 1, period: 60)])
        timeline.wait(50)
        #expect(timeline.happened() == ["08:00:10 fast ALARM !", "08:01:00 slow ALARM !"])
        try timeline.take(5)
        try timeline.restart(documents: [try alarm("fast", above: 1, period: 30)])
        timeline.wait(60)
        #expect(timeline.happened().isEmpty)
    }
}
