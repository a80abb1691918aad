import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("Trying rules")
struct TrialTests {
    @Test("A trial shows the value of each clause and which were Undefined")
    func trial() throws {
        let explanation = try RuleTrial.explain(
            sql: "SET @f = t * 2 SELECT @f AS f, upper(name) AS n FROM 'dev/#' WHERE t > 20 AND missing = 1",
            topic: "dev/a",
            payload: Array(#"{"t": 21, "name": "x"}"#.utf8),
            at: noon
        )
        #expect(explanation.verdict == .undefined)
        #expect(explanation.result == ["f": 42, "n": "X"])
        #expect(explanation.values.map(\.text) == ["t * 2", "t", "@f", "upper(name)", "name"])
        #expect(explanation.description.contains("missing = 1  ->  Undefined"))
        #expect(throws: RuleError.self) { try RuleTrial.explain(sql: "SELECT", topic: "a", payload: [], at: noon) }
        let binary = try RuleTrial.explain(sql: "SELECT * FROM '#'", topic: "a", payload: [0xFF], at: noon)
        #expect(binary.resultText == "base64:/w==")
    }

    @Test("A replay meets deadlines between messages at their own times")
    func replay() throws {
        let rule = try rule(
            "r",
            "SELECT lux FROM 'dev/#' WHERE lux > 35000 FOR '15 minutes'",
            .alert(AlertAction(summary: "Too bright: ${lux}"))
        )
        var replay = try RuleReplay([rule], from: noon)
        var entries: [RuleReplay.Entry] = []
        for minute in [0, 1, 40] {
            let lux: JSONValue = minute == 40 ? 1 : 40_000
            entries += replay.play(message("dev/a", ["lux": lux], at: noon + .seconds(60 * minute)))
        }
        #expect(entries.map(\.at) == [noon + .seconds(900), noon + .seconds(2_400)])
        #expect(
            entries.map(\.text) == ["active rule/r/dev/a: Too bright: 40000", "cleared rule/r/dev/a: Too bright: 1"]
        )
        let rest = replay.run(to: noon + .seconds(9_000))
        #expect(rest.isEmpty)
    }

    static let rawStatements = [
        "SELECT * FROM '#' WHERE a > 5", "SELECT a, b.c AS d FROM '#' WHERE a >= 5 AND NOT b.c = 'x'",
        "SELECT a FROM '#' WHERE a < 5 OR b.c <> 1", "SELECT b FROM '#'", "SELECT * FROM '#' WHERE 3 < a",
        "SELECT a FROM '#' WHERE b.c = NULL", "SELECT b, b.c FROM '#' WHERE a = TRUE",
    ]

    @Test("Looking at the bytes gives what looking at the document gives", arguments: rawStatements, 0..<4)
    func raw(_ sql: String, _ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        let compiled = try CompiledRule(try rule("r", sql))
        var raw = try #require(RawRule(compiled))
        let pieces = [
            "{", "}", "[", "]", ":", ",", "\"a\"", "\"b\"", "\"c\"", "1", "7", "-3.5", "1e2", "\"x\"", "\"6\"", "true",
            "null", " ", "\"\\u0061\"", "01", "{\"c\":1}", "{\"c\":\"x\"}", "\"a\":9", "\"b\":{\"c\":null}",
            "12345678901234567890",
        ]
        var agreed = 0
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...6, using: &generator)
            let inner = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }
            let text = Bool.random(using: &generator) ? inner.joined() : "{" + inner.joined(separator: ",") + "}"
            let payload = Array(text.utf8)
            let answer = payload.withUnsafeBytes { raw.answer($0) }
            guard let document = try? JSONParser.parse(payload) else {
                #expect(answer == .needsDocument, "\(text)")
                continue
            }
            guard answer != .needsDocument else { continue }
            agreed += 1
            let telemetry = message("x", document)
            let holds = compiled.holds(for: telemetry, at: noon)
            #expect(answer == (holds == nil ? .undefined : holds == true ? .matches : .doesNotMatch), "\(text)")
            guard answer == .matches else { continue }
            let selected = payload.withUnsafeBytes { raw.selected($0) }
            #expect(try JSONParser.parse(selected) == compiled.result(for: telemetry, at: noon).document, "\(text)")
        }
        #expect(agreed > 100)
    }

    @Test("Random payloads and statements never trap", arguments: 0..<10)
    func random(_ seed: Int) throws {
        var generator = SeededGenerator(state: 77 + UInt64(seed))
        let lines = try ConformanceCase.all()
        for _ in 0..<300 {
            guard let statement = lines.randomElement(using: &generator),
                let other = lines.randomElement(using: &generator)
            else { continue }
            let compiled = try CompiledRule(try statement.rule())
            _ = compiled.explain(message(statement.topic, other.payload), at: noon, context: other.context)
        }
    }
}
