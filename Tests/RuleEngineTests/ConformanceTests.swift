import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("Conformance of the dialect")
struct ConformanceTests {
    @Test("A statement gives what its table says", arguments: try ConformanceCase.all())
    func statement(_ line: ConformanceCase) throws {
        let compiled = try CompiledRule(try rule("r", line.sql))
        let telemetry = message(line.topic, line.payload)
        try #require(compiled.filter.matches(line.topic) == (line.expected.otherTopic != true))
        guard line.expected.otherTopic != true else { return }
        #expect(compiled.holds(for: telemetry, at: noon) == line.expected.matches)
        guard let result = line.expected.result else { return }
        #expect(compiled.projection.result(for: telemetry, at: noon).description == result.description)
    }

    @Test("A rule set publishes exactly where its table says so", arguments: try ConformanceCase.all())
    func publication(_ line: ConformanceCase) throws {
        var rules = try RuleSet([try rule("r", line.sql, .republish(RepublishAction(topic: "out/${'x'}")))])
        let outcome = rules.handle(message(line.topic, line.payload), at: noon)
        // A filter such as '#' matches the way out as well; then the publication is dropped as a loop.
        let isLoop = rules.counters(of: try #require(RuleID("r")))?.loopsPrevented == 1
        let publishes = line.expected.matches == true && line.expected.otherTopic != true && !isLoop
        #expect(outcome.effects.count == (publishes ? 1 : 0))
        guard publishes, let result = line.expected.result else { return }
        #expect(
            outcome.effects.map(\.effect) == [.publish(Publication(topic: "out/x", payload: result.serialized))]
        )
    }

    @Test("Writing a statement and reading it again gives the same statement", arguments: try ConformanceCase.all())
    func roundTrip(_ line: ConformanceCase) throws {
        let statement = try Parser.statement(line.sql)
        #expect(try Parser.statement(statement.description) == statement)
    }

    @Test("A fault is told with its place, what was expected and what to do", arguments: try FaultCase.all())
    func fault(_ line: FaultCase) throws {
        let error = try #require(throws: RuleError.self) { try Parser.statement(line.sql) }
        #expect(error.line == line.line)
        #expect(error.column == line.column)
        #expect(error.found.contains(line.found), "\(error)")
        #expect(error.expected.contains(line.expected), "\(error)")
        if let hint = line.hint { #expect(error.hint?.contains(hint) == true, "\(error)") }
    }

    @Test("There are at least 120 lines in the tables")
    func size() throws {
        #expect(try ConformanceCase.all().count >= 120)
    }
}
