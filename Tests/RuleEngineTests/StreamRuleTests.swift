import Foundation
import MonitoringModel
import Testing

@testable import RuleEngine

/// A rule that is fed with messages at seconds and writes down what it publishes.
struct StreamBench {
    var rules: RuleSet
    var published: [String] = []
    var reports: [String] = []
    /// Every state that was to be stored.
    var store: [RuleKey: RuleKeyState] = [:]
    private let list: [Rule]

    init(_ sql: String, alert: Bool = false) throws {
        var actions: [RuleAction] = [.republish(RepublishAction(topic: "out"))]
        if alert { actions.append(.alert(AlertAction(summary: "it is ${v}"))) }
        list = [Rule(id: try #require(RuleID("r")), sql: sql, actions: actions)]
        rules = try RuleSet(list)
    }

    mutating func send(_ second: Int, _ payload: JSONValue, topic: String = "dev/a", arrival: Int? = nil) {
        let measured = noon + .seconds(second)
        let arrived = noon + .seconds(arrival ?? second)
        let message = Telemetry(topic: topic, device: nil, document: payload, observedAt: measured, receivedAt: arrived)
        note(rules.handle(message, at: arrived))
    }

    mutating func wait(until second: Int) { note(rules.advance(to: noon + .seconds(second))) }

    /// Stops and starts again with what was stored, by way of JSON.
    mutating func restart(at second: Int) throws {
        var restored: [RuleKey: RuleKeyState] = [:]
        for (key, state) in store {
            restored[key] = try JSONDecoder().decode(RuleKeyState.self, from: JSONEncoder().encode(state))
        }
        rules = try RuleSet(list)
        note(rules.restore(restored, at: noon + .seconds(second)))
    }

    private mutating func note(_ outcome: RuleOutcome) {
        for change in outcome.changes { store[change.key] = change.state }
        for effect in outcome.effects {
            switch effect.effect {
            case .publish(let publication): published.append(String(decoding: publication.payload, as: UTF8.self))
            case .report(let report): reports.append("\(report.state.rawValue) \(report.summary)")
            default: break
            }
        }
    }
}

@Suite("Rules over several messages")
struct StreamRuleTests {
    // The test clock stands at 1700000000000 ms, 20 s after a full minute.

    @Test(
        "Each aggregate looks at the messages of its window",
        arguments: [
            ("count(*)", "3"), ("count(v)", "3"), ("sum(v)", "12"), ("avg(v)", "4"), ("min(v)", "2"), ("max(v)", "6"),
            ("stddev(v)", "\((8.0 / 3).squareRoot())"), ("percentile(v, 50)", "4"), ("percentile(v, 100)", "6"),
            ("percentile(v, 75)", "5"), ("first(v)", "2"), ("last(v)", "6"), ("collect(v)", "[2,4,6]"),
            ("avg(v * 2) + 1", "9"), ("count(missing)", "0"), ("max(v) - min(v)", "4"), ("topic(2)", "\"a\""),
            ("count(*) * 10 + last(v)", "36"),
        ]
    )
    func aggregates(_ expression: String, _ expected: String) throws {
        var bench = try StreamBench("SELECT \(expression) AS x FROM 'dev/#' WINDOW TUMBLING '1 minute'")
        for (second, value) in [(0, 2), (10, 4), (30, 6)] { bench.send(second, ["v": .integer(Int64(value))]) }
        bench.wait(until: 39)
        #expect(bench.published.isEmpty)
        bench.wait(until: 40)
        #expect(bench.published == [#"{"x":\#(expected)}"#])
    }

    @Test(
        "Windows end as they are written",
        arguments: [
            ("TUMBLING '10 s'", ["2", "1", "1"]), ("HOPPING '20 s' EVERY '10 s'", ["2", "3", "2", "1"]),
            ("SLIDING '10 s'", ["1", "2", "2", "1"]), ("SESSION '10 s'", ["3", "1"]), ("COUNT 2", ["2", "2"]),
            ("COUNT 3 EVERY 1", ["3", "3"]), ("SESSION '10 s' MAXIMUM '5 s'", ["2", "1", "1"]),
        ]
    )
    func windows(_ window: String, _ counts: [String]) throws {
        var bench = try StreamBench("SELECT count(*) AS n FROM 'dev/#' WINDOW \(window)")
        for second in [0, 3, 10, 25] { bench.send(second, [:]) }
        bench.wait(until: 1_000)
        #expect(bench.published == counts.map { #"{"n":\#($0)}"# })
    }

    @Test("Keys have windows of their own")
    func keys() throws {
        var bench = try StreamBench(
            "SELECT topic(2) AS d, sum(v) AS s FROM 'dev/#' GROUP BY topic(2), kind WINDOW TUMBLING '1 minute'"
        )
        bench.send(0, ["v": 1, "kind": 1], topic: "dev/a")
        bench.send(1, ["v": 2, "kind": 1], topic: "dev/b")
        bench.send(2, ["v": 3, "kind": 1], topic: "dev/a")
        bench.send(3, ["v": 9], topic: "dev/a")
        bench.wait(until: 60)
        #expect(Set(bench.published) == [#"{"d":"a","s":4}"#, #"{"d":"b","s":2}"#])
        #expect(bench.rules.counters(of: try #require(RuleID("r")))?.undefined == 1)
    }

    @Test("A message may be late by the stated time, and no more")
    func lateness() throws {
        var bench = try StreamBench(
            "SELECT sum(v) AS s FROM 'dev/#' WINDOW TUMBLING '10 s' LATENESS '5 s'"
        )
        bench.send(2, ["v": 1])
        bench.send(12, ["v": 10])
        bench.send(3, ["v": 2], arrival: 12)
        bench.send(15, ["v": 10])
        #expect(bench.published == [#"{"s":3}"#])
        bench.send(4, ["v": 4], arrival: 15)
        #expect(bench.rules.counters(of: try #require(RuleID("r")))?.late == 1)
        bench.wait(until: 25)
        #expect(bench.published == [#"{"s":3}"#, #"{"s":20}"#])
    }

    @Test("HAVING and edges tell when a window's result begins and ceases to be so")
    func having() throws {
        var bench = try StreamBench(
            "SELECT avg(v) AS v FROM 'dev/#' WINDOW TUMBLING '10 s' HAVING avg(v) > 5 ON RISING",
            alert: true
        )
        for (second, value) in [(0, 1), (10, 9), (20, 8), (30, 2), (40, 7)] {
            bench.send(second, ["v": .integer(Int64(value))])
        }
        bench.wait(until: 50)
        #expect(bench.published == [#"{"v":9}"#, #"{"v":7}"#])
        #expect(bench.reports == ["active it is 9", "cleared it is 2", "active it is 7"])
    }

    @Test(
        "Edges choose what is published",
        arguments: [("LEVEL", "011010"), ("RISING", "010010"), ("FALLING", "000101"), ("CHANGE", "010111")]
    )
    func edges(_ edge: String, _ expected: String) throws {
        var bench = try StreamBench("SELECT v FROM 'dev/#' WHERE v > 5 ON \(edge)")
        var drawing = ""
        for (second, value) in [1, 9, 9, 1, 9, 1].enumerated() {
            let before = bench.published.count
            bench.send(second, ["v": .integer(Int64(value))])
            drawing += bench.published.count > before ? "1" : "0"
        }
        #expect(drawing == expected)
    }

    @Test("Between the limits of a hysteresis nothing changes")
    func hysteresis() throws {
        var bench = try StreamBench("SELECT v FROM 'dev/#' WHERE v > 30 UNTIL v < 25 ON CHANGE", alert: true)
        for (second, value) in [29, 31, 28, 31, 26, 24, 29, 31].enumerated() {
            bench.send(second, ["v": .integer(Int64(value))])
        }
        #expect(bench.reports == ["active it is 31", "cleared it is 24", "active it is 31"])
    }

    @Test("FOR waits until the condition has held long enough, with or without another message")
    func holding() throws {
        var bench = try StreamBench("SELECT v FROM 'dev/#' WHERE v > 5 FOR '5 minutes'", alert: true)
        bench.send(0, ["v": 9])
        bench.wait(until: 299)
        #expect(bench.reports.isEmpty)
        bench.wait(until: 300)
        #expect(bench.reports == ["active it is 9"])
        #expect(bench.published == [#"{"v":9}"#])
        bench.send(400, ["v": 8])
        bench.send(500, ["v": 1])
        #expect(bench.reports == ["active it is 9", "cleared it is 1"])
        bench.send(600, ["v": 7])
        bench.send(800, ["v": 2])
        bench.wait(until: 2_000)
        #expect(bench.reports.count == 2)
    }

    @Test("A restart in the middle of a duration or window forgets nothing")
    func restart() throws {
        var bench = try StreamBench("SELECT v FROM 'dev/#' WHERE v > 5 FOR '5 minutes'", alert: true)
        bench.send(0, ["v": 9])
        try bench.restart(at: 100)
        bench.wait(until: 299)
        #expect(bench.reports.isEmpty)
        bench.wait(until: 300)
        #expect(bench.reports == ["active it is 9"])
        try bench.restart(at: 310)
        bench.send(320, ["v": 1])
        #expect(bench.reports == ["active it is 9", "cleared it is 1"])
        var window = try StreamBench("SELECT sum(v) AS s FROM 'dev/#' WINDOW TUMBLING '1 minute'")
        window.send(0, ["v": 1])
        try window.restart(at: 10)
        window.send(20, ["v": 2])
        window.wait(until: 40)
        #expect(window.published == [#"{"s":3}"#])
    }

    @Test("ABSENT FOR notices who stays away, once, and who comes back")
    func absence() throws {
        var bench = try StreamBench("SELECT topic(2) AS v FROM 'dev/+' ABSENT FOR '10 minutes' ON CHANGE", alert: true)
        bench.send(0, [:], topic: "dev/a")
        bench.send(100, [:], topic: "dev/b")
        bench.send(500, [:], topic: "dev/b")
        bench.wait(until: 599)
        #expect(bench.reports.isEmpty)
        bench.wait(until: 600)
        #expect(bench.reports == ["active it is a"])
        bench.wait(until: 1_000)
        bench.send(1_050, [:], topic: "dev/a")
        bench.wait(until: 1_100)
        #expect(bench.reports == ["active it is a", "cleared it is a", "active it is b"])
        #expect(bench.published.count == 3)
    }

    @Test("A topic without wildcards is missed even if it never spoke")
    func neverSeen() throws {
        var bench = try StreamBench("SELECT * FROM 'dev/door' ABSENT FOR '1 hour'", alert: true)
        bench.wait(until: 0)
        bench.wait(until: 3_600)
        #expect(bench.reports == ["active it is "])
        bench.send(4_000, ["v": 1], topic: "dev/door")
        #expect(bench.reports == ["active it is ", "cleared it is 1"])
    }

    @Test("A value that stays away counts as absent though messages come")
    func absentValue() throws {
        var bench = try StreamBench("SELECT v FROM 'dev/#' WHERE isUndefined(v) = FALSE ABSENT FOR '1 minute'")
        bench.send(0, ["v": 1])
        for second in stride(from: 10, through: 60, by: 10) { bench.send(second, ["w": 1]) }
        #expect(bench.published == [#"{"v":1}"#])
    }

    @Test(
        "Functions that look back compare with earlier messages of the stream",
        arguments: [
            ("lag(v)", ["{}", #"{"x":10}"#, #"{"x":13}"#]),
            ("lag(v, 2)", ["{}", "{}", #"{"x":10}"#]),
            ("lag(v, 1, 0)", [#"{"x":0}"#, #"{"x":10}"#, #"{"x":13}"#]),
            ("delta(v)", ["{}", #"{"x":3}"#, #"{"x":-1}"#]),
            ("rate(v)", ["{}", #"{"x":1.5}"#, #"{"x":-0.5}"#]),
            ("changed(v)", ["{}", #"{"x":true}"#, #"{"x":true}"#]),
            ("time_to_threshold(v, 16)", ["{}", #"{"x":2}"#, "{}"]),
            ("v - lag(v)", ["{}", #"{"x":3}"#, #"{"x":-1}"#]),
        ]
    )
    func lookBack(_ expression: String, _ expected: [String]) throws {
        var bench = try StreamBench("SELECT \(expression) AS x FROM 'dev/#'")
        for (second, value) in [(0, 10), (2, 13), (4, 12)] { bench.send(second, ["v": .integer(Int64(value))]) }
        #expect(bench.published == expected)
    }

    @Test("A function that looks back may stand in the condition")
    func lookBackCondition() throws {
        var bench = try StreamBench("SELECT v FROM 'dev/#' WHERE delta(v) > 5")
        for (second, value) in [1, 3, 20, 21].enumerated() { bench.send(second, ["v": .integer(Int64(value))]) }
        #expect(bench.published == [#"{"v":20}"#])
    }

    @Test("Streams beyond the bound are forgotten and counted")
    func bound() throws {
        var bench = try StreamBench("SELECT v FROM 'dev/#' WHERE v > 5 FOR '5 minutes'")
        for number in 0...RuleLimits.rememberedStreams { bench.send(number / 100, ["v": 9], topic: "dev/\(number)") }
        #expect(bench.rules.memories.count <= RuleLimits.rememberedStreams)
        #expect(bench.rules.counters.forgottenStreams > 0)
    }

    @Test("Any order and any clock of devices keep windows bounded", arguments: 0..<5)
    func random(_ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        for window in ["TUMBLING '10 s'", "HOPPING '1 minute' EVERY '1 s'", "SESSION '5 s'", "SLIDING '1 minute'"] {
            var bench = try StreamBench(
                "SELECT count(*) AS n, avg(v) AS m FROM 'dev/#' WINDOW \(window) LATENESS '1 s'"
            )
            for step in 0..<200 {
                let second = step + Int.random(in: -100...100, using: &generator)
                bench.send(second, ["v": .integer(Int64(step))], arrival: step)
            }
            bench.wait(until: 10_000)
            let late = bench.rules.counters(of: try #require(RuleID("r")))?.late ?? 0
            #expect(bench.published.count > 1)
            #expect(bench.store.values.allSatisfy { ($0.memory.map { "\($0)".utf8.count } ?? 0) < 1_000_000 })
            #expect(late < 200)
        }
    }
}
