import Foundation
import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("Rules as documents")
struct RuleDocumentTests {
    private func decode(_ json: String) throws -> Rule {
        try JSONDecoder().decode(Rule.self, from: Data(json.utf8))
    }

    @Test("A short rule has defaults, and a rule survives encoding")
    func defaults() throws {
        let rule = try decode(
            #"""
            {"id": "r", "sql": "SELECT * FROM 'a'", "actions": [
              {"alert": {"summary": "s"}},
              {"republish": {"topic": "b", "retain": true}}]}
            """#
        )
        #expect(rule.enabled)
        #expect(
            rule.actions == [
                .alert(AlertAction(kind: .rule, severity: .warning, summary: "s")),
                .republish(RepublishAction(topic: "b", qos: 1, retain: true)),
            ]
        )
        #expect(try JSONDecoder().decode(Rule.self, from: JSONEncoder().encode(rule)) == rule)
    }

    @Test(
        "A document with an unknown or wrong field is refused",
        arguments: [
            #"{"id": "r"}"#,
            #"{"id": "r", "sql": "x", "colour": 1}"#,
            #"{"id": "no/slash", "sql": "x"}"#,
            #"{"id": "r", "sql": "x", "actions": [{}]}"#,
            #"{"id": "r", "sql": "x", "actions": [{"shout": {}}]}"#,
            #"{"id": "r", "sql": "x", "actions": [{"alert": {"summary": "s", "volume": 1}}]}"#,
            #"{"id": "r", "sql": "x", "actions": [{"alert": {"summary": "s"}, "republish": {"topic": "b"}}]}"#,
            #"{"id": "r", "sql": "x", "actions": [{"republish": {"topic": "b", "qos": 300}}]}"#,
        ]
    )
    func refusal(_ json: String) {
        #expect(throws: DecodingError.self) { try decode(json) }
    }

    @Test(
        "An action that cannot work is refused with its place",
        arguments: [
            ("actions[0].topic", RuleAction.republish(RepublishAction(topic: "dev/x"))),
            ("actions[0].topic", RuleAction.republish(RepublishAction(topic: "a/#"))),
            ("actions[0].topic", RuleAction.republish(RepublishAction(topic: ""))),
            ("actions[0].topic", RuleAction.republish(RepublishAction(topic: "$SYS/x"))),
            ("actions[0].topic", RuleAction.republish(RepublishAction(topic: "out/${a"))),
            ("actions[0].qos", RuleAction.republish(RepublishAction(topic: "out", qos: 3))),
            ("actions[0].summary", RuleAction.alert(AlertAction(summary: "It is ${a b}"))),
            ("actions[0].summary", RuleAction.alert(AlertAction(summary: "It is ${}"))),
        ]
    )
    func action(_ part: String, _ action: RuleAction) throws {
        let rule = try rule("r", "SELECT * FROM 'dev/#'", action)
        let error = try #require(throws: RuleError.self) { try CompiledRule(rule) }
        #expect(error.part == part)
        #expect(error.rule == rule.id)
        #expect(error.description.hasPrefix("rule 'r', \(part), line 1"))
    }

    @Test("A second alert in one rule is refused")
    func secondAlert() throws {
        let alert = RuleAction.alert(AlertAction(summary: "x"))
        #expect(throws: RuleError.self) { try CompiledRule(try rule("r", "SELECT * FROM 'a'", alert, alert)) }
    }

    @Test("A disabled rule does nothing but is still checked")
    func disabled() throws {
        let action = RuleAction.republish(RepublishAction(topic: "out"))
        var rules = try RuleSet([try rule("r", "SELECT * FROM '#'", enabled: true, .alert(AlertAction(summary: "x")))])
        #expect(!rules.handle(message([:]), at: noon).effects.isEmpty)
        rules = try RuleSet([try rule("r", "SELECT * FROM 'dev/#'", enabled: false, action)])
        #expect(rules.handle(message([:]), at: noon).effects.isEmpty)
        #expect(throws: RuleError.self) { try RuleSet([try rule("r", "SELECT", enabled: false)]) }
    }

    @Test("A publication to the rule's own filter is dropped and counted, a wrong topic too")
    func loops() throws {
        var rules = try RuleSet([
            try rule("r", "SELECT a FROM 'dev/#'", .republish(RepublishAction(topic: "${to}", qos: 0, retain: true)))
        ])
        let id = try #require(RuleID("r"))
        func publish(_ topic: String) -> [Effect] {
            rules.handle(message(JSONValue(object: ["to": .string(topic), "a": 1])), at: noon).effects.map(\.effect)
        }
        #expect(
            publish("out/1") == [
                .publish(Publication(topic: "out/1", payload: Array(#"{"a":1}"#.utf8), qos: 0, retain: true, hops: 1))
            ]
        )
        #expect(publish("dev/1").isEmpty)
        #expect(rules.counters(of: id)?.loopsPrevented == 1)
        for topic in ["", "a/+", "#", "$SYS/a", "a\u{0}b", String(repeating: "x", count: 1_025)] {
            #expect(publish(topic).isEmpty)
        }
        #expect(rules.counters(of: id)?.failed == 6)
    }

    @Test("A payload beyond the bound is not published but counted")
    func largePayload() throws {
        var rules = try RuleSet([
            try rule("r", "SELECT a, a AS b, a AS c FROM 'dev/#'", .republish(RepublishAction(topic: "out")))
        ])
        let text = JSONValue.string(String(repeating: "x", count: 100_000))
        #expect(rules.handle(message(JSONValue(object: ["a": text])), at: noon).effects.isEmpty)
        #expect(rules.counters(of: try #require(RuleID("r")))?.failed == 1)
    }

    @Test(
        "A template writes values into a text",
        arguments: [
            ("plain", "plain"), ("", ""), ("${a}", "1"), ("a ${s} b", "a x b"), ("${missing}!", "!"), ("${n}", "null"),
            ("${o}", #"{"k":[1,2]}"#), ("${a + 1}${a}", "21"), ("${'}'}", "}"), ("$a $", "$a $"),
            ("${concat('<', upper(s), '>')}", "<X>"), ("ü${topic(1)}ü", "üdevü"),
        ]
    )
    func template(_ text: String, _ expected: String) throws {
        let payload = try JSONParser.parse(#"{"a": 1, "s": "x", "n": null, "o": {"k": [1, 2]}}"#)
        var evaluation = Evaluation(message(payload), at: noon, context: MessageContext())
        #expect(try Template(text, part: "t").text(&evaluation) == expected)
    }

    @Test("A summary is cut between characters")
    func longSummary() throws {
        var rules = try RuleSet([try rule("r", "SELECT * FROM 'dev/#'", .alert(AlertAction(summary: "${s}")))])
        let text = JSONValue.string(String(repeating: "💡", count: 1_000))
        let outcome = rules.handle(message(JSONValue(object: ["s": text])), at: noon)
        guard case .report(let report)? = outcome.effects.first?.effect else {
            Issue.record("no report")
            return
        }
        #expect(report.summary == String(repeating: "💡", count: 256))
    }

    @Test("An explanation shows the value of each part and what was Undefined")
    func explanation() throws {
        let compiled = try CompiledRule(
            try rule(
                "r",
                "SELECT a FROM 'dev/#' WHERE a > 1 AND NOT b = 2",
                .alert(AlertAction(summary: "a is ${a}")),
                .republish(RepublishAction(topic: "out/${a}"))
            )
        )
        let explanation = compiled.explain(message(["a": 5]), at: noon)
        #expect(explanation.verdict == .undefined)
        #expect(explanation.clauses.map(\.text) == ["a > 1 AND NOT b = 2", "a > 1", "a", "NOT b = 2", "b = 2", "b"])
        #expect(explanation.clauses.map(\.depth) == [0, 1, 2, 1, 2, 3])
        #expect(explanation.clauses.filter(\.isUndefined).map(\.text).count == 4)
        #expect(explanation.result == ["a": 5])
        #expect(explanation.actions == ["report rule (warning): a is 5", "publish to 'out/5'"])
        #expect(compiled.explain(message(["a": 5, "b": 1]), at: noon).verdict == .matches)
        #expect(compiled.explain(message(["a": 0]), at: noon).verdict == .doesNotMatch)
        #expect(compiled.explain(message("other", ["a": 0]), at: noon).verdict == .otherTopic)
    }
}
