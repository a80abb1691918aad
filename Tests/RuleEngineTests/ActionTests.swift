import Foundation
import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("Actions of rules")
struct ActionTests {
    private func action(_ json: String) throws -> RuleAction {
        try JSONDecoder().decode(RuleAction.self, from: Data(json.utf8))
    }

    private func outcome(_ actions: [String], error: String? = nil, _ payload: JSONValue) throws -> (
        RuleSet, RuleOutcome
    ) {
        let rule = Rule(
            id: try #require(RuleID("r")),
            sql: "SELECT * FROM 'dev/#'",
            actions: try actions.map(action),
            errorAction: try error.map(action)
        )
        var rules = try RuleSet([rule])
        return (rules, rules.handle(message(payload), at: noon))
    }

    @Test(
        "Each action is filled in and survives encoding",
        arguments: [
            (#"{"table": {"table": "t", "hashKey": "id", "hashValue": "${id}"}}"#, "t", "d7"),
            (#"{"columns": {"table": "t_${id}"}}"#, "t_d7", "t_d7"),
            (
                #"{"metric": {"name": "lux", "value": "${lux}", "unit": "Lux", "dimensions": {"device": "${id}"}}}"#,
                "caretaker/lux", "40000"
            ),
            (#"{"alarmState": {"alarm": "bright_${id}", "state": "ALARM"}}"#, "bright_d7", "ALARM"),
            (#"{"message": {"address": "+491701234567", "text": "Light is ${lux}"}}"#, "+491701234567", "40000"),
            (
                #"{"http": {"url": "https://example.org/${id}", "headers": {"X-Id": "${id}"}}}"#,
                "https://example.org/d7", "d7"
            ),
            (
                #"{"tcpLine": {"host": "10.0.0.9", "line": "sendir,1:1,${n},38000,1,1,340,170"}}"#, "10.0.0.9:4998",
                "sendir,1:1,5"
            ),
            (#"{"file": {"path": "lux/${id}.json", "append": true}}"#, "lux/d7.json", "lux"),
            (#"{"queue": {"queue": "q", "base64": true}}"#, "q", "q"),
            (#"{"log": {"level": "warning", "text": "bright: ${lux}"}}"#, "warning", "40000"),
            (#"{"snapshot": {"camera": "cam_${id}"}}"#, "cam_d7", "cam"),
            (#"{"speak": {"text": "It is ${upper('bright')}"}}"#, "everywhere", "BRIGHT"),
        ]
    )
    func resolution(_ json: String, _ resource: String, _ part: String) throws {
        let payload: JSONValue = ["id": "d7", "lux": 40_000, "n": 5]
        let (_, outcome) = try outcome([json], payload)
        let request = try #require(outcome.invocations.first?.requests.first)
        #expect(request.action.resource == resource)
        #expect(String(decoding: try JSONEncoder().encode(request.action), as: UTF8.self).contains(part))
        #expect(request.document == payload)
        let written = try action(json)
        #expect(try JSONDecoder().decode(RuleAction.self, from: JSONEncoder().encode(written)) == written)
        let invocation = try #require(outcome.invocations.first)
        #expect(try JSONDecoder().decode(RuleInvocation.self, from: JSONEncoder().encode(invocation)) == invocation)
    }

    @Test(
        "An action that cannot work is refused with its place",
        arguments: [
            (#"{"table": {"table": "", "hashKey": "id", "hashValue": "x"}}"#, "actions[0].table"),
            (#"{"table": {"table": "t", "hashKey": "id", "hashValue": "x", "rangeKey": "r"}}"#, "actions[0].rangeKey"),
            (#"{"metric": {"name": "n", "value": "many"}}"#, "actions[0].value"),
            (#"{"metric": {"name": "n", "value": "${a b}"}}"#, "actions[0].value"),
            (#"{"alarmState": {"alarm": "a", "state": "LOUD"}}"#, "actions[0].state"),
            (#"{"message": {"text": "x"}}"#, "actions[0].person"),
            (#"{"message": {"person": "a", "group": "b", "text": "x"}}"#, "actions[0].person"),
            (#"{"http": {"url": "ftp://x"}}"#, "actions[0].url"),
            (#"{"http": {"url": "https://evil.org", "confirmationURL": "https://good.org"}}"#, "actions[0].url"),
            (#"{"http": {"url": "https://x", "headers": {"a b": "c"}}}"#, "actions[0].headers"),
            (#"{"http": {"url": "https://x", "method": "TRACE"}}"#, "actions[0].method"),
            (#"{"tcpLine": {"host": "h", "line": "a\rb"}}"#, "actions[0].line"),
            (#"{"tcpLine": {"host": "h", "line": "a", "port": 0}}"#, "actions[0].port"),
            (#"{"tcpLine": {"host": "h", "line": "a", "timeout": 1}}"#, "actions[0].timeout"),
            (#"{"file": {"path": "../etc/passwd"}}"#, "actions[0].path"),
            (#"{"file": {"path": "/etc/passwd"}}"#, "actions[0].path"),
            (#"{"speak": {"text": ""}}"#, "actions[0].text"),
        ]
    )
    func refusal(_ json: String, _ part: String) throws {
        let rule = Rule(id: try #require(RuleID("r")), sql: "SELECT * FROM 'dev/#'", actions: [try action(json)])
        let error = try #require(throws: RuleError.self) { try CompiledRule(rule) }
        #expect(error.part == part, "\(error)")
    }

    @Test("All failures of a message come as one document, and those of the action for errors go no further")
    func errors() throws {
        let error = #"{"republish": {"topic": "errors/${ruleName}"}}"#
        let (set, outcome) = try outcome(
            [
                #"{"file": {"path": "${path}"}}"#, #"{"http": {"url": "https://example.org/a"}}"#,
                #"{"tcpLine": {"host": "h", "line": "${line}"}}"#,
            ],
            error: error,
            ["path": "../x", "line": "a\rb"]
        )
        var rules = set
        let invocation = try #require(outcome.invocations.first)
        #expect(invocation.requests.map(\.action.name) == ["http"])
        #expect(invocation.failures.map(\.failedAction) == ["file", "tcpLine"])
        let failure = ActionFailure(failedAction: "http", failedResource: "https://example.org/a", errorMessage: "503")
        let concluded = rules.conclude(invocation, failures: [failure], at: noon)
        guard case .publish(let publication)? = concluded.effects.first?.effect else {
            Issue.record("no publication")
            return
        }
        #expect(publication.topic == "errors/r")
        let document = try JSONParser.parse(publication.payload)
        #expect(document["ruleName"] == "r")
        #expect(document["topic"] == "dev/a/telemetry")
        #expect(document["clientId"] == "n/a")
        let encoded = try #require(document["base64OriginalPayload"]?.stringValue)
        let original = Base64.decode(encoded)
        #expect(String(decoding: original ?? [], as: UTF8.self) == #"{"path":"../x","line":"a\rb"}"#)
        guard case .array(let failures)? = document["failures"] else {
            Issue.record("no failures")
            return
        }
        #expect(failures.compactMap { $0["failedAction"]?.stringValue } == ["file", "tcpLine", "http"])
        let again = rules.conclude(invocation, failures: [], at: noon)
        #expect(again.effects.count == 1)
    }

    @Test("An action for errors asks no other part")
    func externalErrorAction() throws {
        let rule = Rule(
            id: try #require(RuleID("r")),
            sql: "SELECT * FROM 'dev/#'",
            errorAction: .republish(RepublishAction(topic: "e/${get_secret('a', 'SecretString')}"))
        )
        let error = try #require(throws: RuleError.self) { try CompiledRule(rule) }
        #expect(error.part == "errorAction")
    }

    @Test(
        "Topics of the broker's own are written with two signs, and jobs are closed",
        arguments: [
            ("$$aws/things/t/shadow/update", "$aws/things/t/shadow/update"), ("$aws/things/t/shadow/update", nil),
            ("$$aws/things/t/jobs/get", nil), ("$$SYS/x", nil), ("$$aws/rules/r/x", nil), ("a/b", "a/b"), ("a/+", nil),
        ]
    )
    func reservedTopics(_ text: String, _ topic: String?) {
        #expect(PublicationTopic.resolved(text) == topic)
    }

    @Test("Only 429 and 5xx are tried again, at most twice, never after a long reply or a lost connection")
    func retries() {
        #expect(HTTPRetry.isDue(after: .answer(status: 503, bytes: 10), attempt: 1))
        #expect(HTTPRetry.isDue(after: .answer(status: 429, bytes: 10), attempt: 2))
        #expect(!HTTPRetry.isDue(after: .answer(status: 503, bytes: 10), attempt: 3))
        #expect(!HTTPRetry.isDue(after: .answer(status: 404, bytes: 10), attempt: 1))
        #expect(!HTTPRetry.isDue(after: .answer(status: 503, bytes: 16_385), attempt: 1))
        #expect(!HTTPRetry.isDue(after: .lost, attempt: 1))
    }

    @Test("A destination is open once its token has come back, for addresses below it")
    func destination() {
        var destination = HTTPDestination(confirmationURL: "https://a.org/in", token: "t1")
        #expect(!destination.permits("https://a.org/in/x"))
        let isOther = destination.confirm("other")
        let isRight = destination.confirm("t1")
        #expect(!isOther && isRight)
        #expect(destination.permits("https://a.org/in/x"))
        #expect(!destination.permits("https://a.org/inside"))
        destination.disable()
        #expect(!destination.permits("https://a.org/in"))
        destination.restart(token: "t2")
        destination.fail()
        #expect(destination.state == .error)
    }

    @Test("A message for a rule by name is looked at by it alone")
    func basicIngest() throws {
        var rules = try RuleSet([
            try rule("a", "SELECT topic() AS t", .republish(RepublishAction(topic: "out/a"))),
            try rule("b", "SELECT topic() AS t FROM '#'", .republish(RepublishAction(topic: "$$aws/things/x"))),
        ])
        let outcome = rules.handle(message("$aws/rules/a/x/y", [:]), at: noon)
        #expect(outcome.effects.map(\.rule.rawValue) == ["a"])
        let unknown = rules.handle(message("$aws/rules/c/x", [:]), at: noon)
        #expect(unknown.effects.isEmpty)
        #expect(rules.counters.unknownRules == 1)
    }

    @Test("Lookups are answered by whoever is set up")
    func lookups() throws {
        struct Shadows: RuleLookups {
            func answer(_ question: RuleLookup) throws(RuleLookupError) -> JSONValue? {
                guard question == .thingShadow(thing: "t", name: nil) else { throw .notConfigured }
                return ["state": ["reported": ["on": .bool(true)]]]
            }
        }
        var context = MessageContext()
        context.lookups = Shadows()
        let sql = "SELECT get_thing_shadow('t', 'arn:aws:iam::1:role/r').state.reported.on AS v FROM 'dev/#'"
        let compiled = try CompiledRule(try rule("r", sql))
        #expect(compiled.result(for: message([:]), at: noon, context: context).document == ["v": .bool(true)])
        let problems = compiled.explain(message([:]), at: noon).problems
        #expect(problems.first == "get_thing_shadow(): not configured")
    }
}
