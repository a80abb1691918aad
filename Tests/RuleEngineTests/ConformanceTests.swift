import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("Conformance of the dialect")
struct ConformanceTests {
    @Test("A statement gives what its table says", arguments: try ConformanceCase.all())
    func statement(_ line: ConformanceCase) throws {
        let compiled = try CompiledRule(try line.rule())
        let telemetry = message(line.topic, line.payload)
        let context = line.context
        try #require(compiled.filter.matches(line.topic) == (line.expected.otherTopic != true) || line.isBasicIngest)
        guard line.expected.otherTopic != true else { return }
        #expect(compiled.holds(for: telemetry, at: noon, context: context) == line.expected.matches)
        let result = compiled.result(for: telemetry, at: noon, context: context)
        if let expected = line.expected.result { #expect(result.document?.description == expected.description) }
        if let text = line.expected.text { #expect(result.description == text) }
    }

    @Test("A rule set publishes exactly where its table says so", arguments: try ConformanceCase.all())
    func publication(_ line: ConformanceCase) throws {
        var made = try line.rule()
        made.actions = [.republish(RepublishAction(topic: "out/${'x'}"))]
        var rules = try RuleSet([made])
        let outcome = rules.handle(message(line.topic, line.payload), context: line.context, at: noon)
        // A filter such as '#' matches the way out as well; then the publication is dropped as a loop.
        let isLoop = rules.counters(of: try #require(RuleID("r")))?.loopsPrevented == 1
        let publishes = line.expected.matches == true && line.expected.otherTopic != true && !isLoop
        #expect(outcome.effects.count == (publishes ? 1 : 0))
        guard publishes, let result = line.expected.result else { return }
        #expect(
            outcome.effects.map(\.effect) == [
                .publish(Publication(topic: "out/x", payload: result.serialized, hops: 1))
            ]
        )
    }

    @Test("Writing a statement and reading it again gives the same statement", arguments: try ConformanceCase.all())
    func roundTrip(_ line: ConformanceCase) throws {
        let statement = try Parser.statement(line.sql, version: line.version)
        #expect(try Parser.statement(statement.description, version: line.version) == statement)
    }

    @Test("A fault is told with its place, what was expected and what to do", arguments: try FaultCase.all())
    func fault(_ line: FaultCase) throws {
        let error = try #require(throws: RuleError.self) {
            try Parser.statement(line.sql, version: line.version)
        }
        #expect(error.line == line.line)
        #expect(error.column == line.column)
        #expect(error.found.contains(line.found), "\(error)")
        #expect(error.expected.contains(line.expected), "\(error)")
        if let hint = line.hint { #expect(error.hint?.contains(hint) == true, "\(error)") }
    }

    @Test("There are at least 600 lines in the tables, each with its source")
    func size() throws {
        let lines = try ConformanceCase.all()
        #expect(lines.count + (try FaultCase.all().count) >= 600)
        #expect(lines.allSatisfy { !$0.source.isEmpty })
    }

    @Test("Every function of one message stands in a table", arguments: RuleFunction.allCases)
    func coverage(_ function: RuleFunction) throws {
        guard !function.looksAtStream else { return }
        let lines = try ConformanceCase.all()
        #expect(lines.contains { $0.sql.lowercased().contains(function.rawValue.lowercased() + "(") })
    }
}
