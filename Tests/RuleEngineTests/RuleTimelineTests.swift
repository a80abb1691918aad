import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("Rules over time")
struct RuleTimelineTests {
    private func bright() throws -> RuleSet {
        try RuleSet([
            try rule(
                "bright",
                "SELECT * FROM 'dev/#' WHERE lux > 35000",
                .alert(AlertAction(severity: .major, summary: "Light is ${lux} at ${topic(2)}", site: SiteID("g1")))
            )
        ])
    }

    /// Feeds one message a character (`1` holds, `0` does not, `-` Undefined) and draws what is reported:
    /// `A` active, `C` cleared, `.` nothing.
    private func draw(_ timeline: String, _ rules: inout RuleSet, device: String = "d1") -> String {
        var drawing = ""
        for (step, sign) in timeline.enumerated() {
            let payload: JSONValue = sign == "-" ? [:] : JSONValue(object: ["lux": .integer(sign == "1" ? 40_000 : 1)])
            let at = noon + .seconds(step)
            let outcome = rules.handle(message("dev/\(device)", payload, device: device, at: at), at: at)
            drawing += outcome.effects.map(Self.sign).joined()
            if outcome.effects.isEmpty { drawing += "." }
            #expect(outcome.changes.count == outcome.effects.count)
        }
        return drawing
    }

    private static func sign(_ effect: RuleEffect) -> String {
        guard case .report(let report) = effect.effect else { return "?" }
        return report.state == .active ? "A" : "C"
    }

    @Test(
        "An alert reports edges: true begins, false ends, Undefined changes nothing",
        arguments: [
            ("0000", "...."), ("0110", ".A.C"), ("1111", "A..."), ("1-1-0", "A...C"), ("--1--", "..A.."),
            ("101010", "ACACAC"), ("-0-", "..."), ("1-0-1", "A.C.A"),
        ]
    )
    func edges(_ timeline: String, _ expected: String) throws {
        var rules = try bright()
        #expect(draw(timeline, &rules) == expected)
    }

    @Test("Each device has its own edges")
    func devices() throws {
        var rules = try bright()
        #expect(draw("1", &rules, device: "d1") == "A")
        #expect(draw("1", &rules, device: "d2") == "A")
        #expect(draw("0", &rules, device: "d1") == "C")
        #expect(rules.activeStates.keys.map(\.storageKey) == ["bright/d2"])
    }

    @Test("A report says what, where, how much and since when")
    func report() throws {
        var rules = try bright()
        let payload = try JSONParser.parse(#"{"lux": 40000}"#)
        let outcome = rules.handle(message("dev/d1", payload, device: "d1"), at: noon)
        let subject = Subject(device: DeviceID("d1"), site: SiteID("g1"))
        let key = RuleKey(rule: try #require(RuleID("bright")), key: "d1")
        #expect(
            outcome.effects.map(\.effect) == [
                .report(
                    ConditionReport(
                        fingerprint: "rule/bright/d1",
                        kind: .rule,
                        state: .active,
                        severity: .major,
                        subject: subject,
                        summary: "Light is 40000 at d1",
                        details: ["rule": "bright", "topic": "dev/d1"],
                        observedAt: noon
                    )
                )
            ]
        )
        let state = RuleKeyState(activeSince: noon, kind: .rule, severity: .major, subject: subject)
        #expect(outcome.changes == [RuleStateChange(key: key, state: state)])
    }

    @Test("Without a device the topic is the key, and it survives storage")
    func topicKey() throws {
        var rules = try bright()
        let outcome = rules.handle(message("dev/x/y", ["lux": 40_000]), at: noon)
        let key = try #require(outcome.changedKeys.first)
        #expect(key.fingerprint == "rule/bright/dev/x/y")
        #expect(RuleKey(storageKey: key.storageKey) == key)
    }

    @Test("After a restart the alert is neither repeated nor forgotten")
    func restart() throws {
        var before = try bright()
        #expect(draw("1", &before) == "A")
        var after = try bright()
        #expect(after.restore(before.activeStates, at: noon).effects.isEmpty)
        #expect(draw("11", &after) == "..")
        #expect(draw("0", &after) == "C")
    }

    @Test("A restart without the rule clears what it had reported")
    func restartWithoutRule() throws {
        var before = try bright()
        #expect(draw("1", &before) == "A")
        var after = try RuleSet([])
        let outcome = after.restore(before.activeStates, at: noon)
        #expect(outcome.effects.map(Self.sign) == ["C"])
        #expect(outcome.changes.map(\.state) == [nil])
        #expect(after.activeStates.isEmpty)
    }

    @Test("A message measured before the alert began does not end it")
    func late() throws {
        var rules = try bright()
        #expect(draw("1", &rules) == "A")
        let early = noon - .seconds(5)
        let outcome = rules.handle(message("dev/d1", ["lux": 1], device: "d1", at: early), at: noon)
        #expect(outcome.effects.isEmpty)
        #expect(rules.counters(of: try #require(RuleID("bright")))?.late == 1)
    }

    @Test("Replacing rules clears those that are gone or have another statement, and keeps the others")
    func replacement() throws {
        let alert = RuleAction.alert(AlertAction(summary: "x"))
        let kept = try rule("kept", "SELECT * FROM 'dev/#' WHERE lux > 1", alert)
        let changed = try rule("changed", "SELECT * FROM 'dev/#' WHERE lux > 2", alert)
        let gone = try rule("gone", "SELECT * FROM 'dev/#' WHERE lux > 3", alert)
        var rules = try RuleSet([kept, changed, gone])
        #expect(rules.handle(message("dev/d", ["lux": 9]), at: noon).effects.count == 3)
        var other = changed
        other.sql = "SELECT * FROM 'dev/#' WHERE lux > 20"
        let outcome = try rules.replaceRules([kept, other], at: noon)
        #expect(outcome.effects.map(\.rule.rawValue) == ["changed", "gone"])
        #expect(rules.activeStates.keys.map(\.rule.rawValue) == ["kept"])
        #expect(rules.counters(of: kept.id)?.matched == 1)
        #expect(throws: RuleError.self) { try rules.replaceRules([kept, kept], at: noon) }
        #expect(rules.rules.count == 2)
    }

    @Test("Beyond the bound the oldest condition is forgotten and counted")
    func bound() throws {
        let alert = RuleAction.alert(AlertAction(summary: "x"))
        var rules = try RuleSet([try rule("r", "SELECT * FROM 'dev/#' WHERE a = 1", alert)], activeKeyLimit: 3)
        for number in 0..<3 { _ = rules.handle(message("dev/\(number)", ["a": 1]), at: noon) }
        _ = rules.handle(message("dev/0", ["a": 0]), at: noon)
        _ = rules.handle(message("dev/0", ["a": 1]), at: noon)
        let outcome = rules.handle(message("dev/3", ["a": 1]), at: noon)
        #expect(outcome.changes.map(\.key.key) == ["dev/3", "dev/1"])
        #expect(Set(rules.activeStates.keys.map(\.key)) == ["dev/0", "dev/2", "dev/3"])
        #expect(rules.counters.forgottenKeys == 1)
        for round in 0..<5_000 {
            _ = rules.handle(message("dev/0", ["a": .integer(Int64(round % 2))]), at: noon)
        }
        #expect(Set(rules.activeStates.keys.map(\.key)) == ["dev/0", "dev/2", "dev/3"])
    }

    @Test("An overlong topic is passed by and counted")
    func overlongTopic() throws {
        var rules = try bright()
        let topic = "dev/" + String(repeating: "x", count: 1_100)
        #expect(rules.handle(message(topic, ["lux": 40_000]), at: noon).effects.isEmpty)
        #expect(rules.counters.overlongTopics == 1)
    }
}
