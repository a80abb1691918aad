import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("What rules remember when their statement is another one after a restart")
struct ChangedStatementTests {
    private func rules(_ sql: String) throws -> RuleSet {
        let id = try #require(RuleID("load"))
        return try RuleSet([
            Rule(
                id: id,
                sql: sql,
                actions: [.alert(AlertAction(summary: "High.")), .republish(RepublishAction(topic: "out"))]
            )
        ])
    }

    private func message(_ value: Int, at seconds: Int) throws -> Telemetry {
        let instant = Instant(millisecondsSinceEpoch: 1_000_000_000 + Int64(seconds) * 1_000)
        return Telemetry(
            topic: "a",
            device: nil,
            document: try JSONParser.parse(#"{"x":\#(value)}"#),
            observedAt: instant,
            receivedAt: instant
        )
    }

    private let one = "SELECT avg(x) AS a FROM 'a' WINDOW TUMBLING '10 minutes'"
    private let three = "SELECT avg(x) AS a, max(x) AS b, min(x) AS c FROM 'a' WINDOW TUMBLING '10 minutes'"

    @Test("Open windows of another statement are forgotten, and those of the same go on")
    func windows() throws {
        var before = try rules(one)
        let first = try message(10, at: 0)
        _ = before.handle(first, at: first.receivedAt)
        let stored = before.activeStates
        #expect(stored.count == 1)
        for (sql, expected) in [(one, #"{"a":20}"#), (three, #"{"a":30,"b":30,"c":30}"#)] {
            var after = try rules(sql)
            let restored = after.restore(stored, at: first.receivedAt)
            #expect(restored.changes.contains { $0.state == nil } == (sql != one))
            let second = try message(30, at: 5)
            _ = after.handle(second, at: second.receivedAt)
            let effects = after.advance(to: second.receivedAt + .seconds(1_200)).effects.map(\.effect)
            let payloads = effects.compactMap { effect -> String? in
                guard case .publish(let publication) = effect else { return nil }
                return String(decoding: publication.payload, as: UTF8.self)
            }
            #expect(payloads == [expected])
        }
    }

    @Test("What a statement reported ends when it is another one after a restart")
    func alerts() throws {
        var before = try rules("SELECT * FROM 'a' WHERE x > 5 FOR '1 minute'")
        for seconds in [0, 30, 61] {
            let message = try message(9, at: seconds)
            _ = before.handle(message, at: message.receivedAt)
        }
        let stored = before.activeStates
        #expect(stored.values.contains { $0.isActive })
        var after = try rules("SELECT * FROM 'a' WHERE x > 8 FOR '1 minute'")
        let effects = after.restore(stored, at: try message(0, at: 70).receivedAt).effects.map(\.effect)
        guard case .report(let report)? = effects.first else {
            Issue.record("nothing was cleared")
            return
        }
        #expect(report.state == .cleared)
    }

    @Test("A stored window with too few values loses them, not the service")
    func damaged() throws {
        var state = WindowState()
        let program = Aggregate(function: .count, argument: nil, rank: nil)
        let start = Instant(millisecondsSinceEpoch: 0)
        let window = StreamClauses.Window.tumbling(60_000)
        _ = state.add([.bool(true)], at: start, window, lateness: .zero, [program])
        _ = state.add([.bool(true), .bool(true)], at: start, window, lateness: .zero, [program, program])
        let outputs = state.close(until: start + .seconds(61), lateness: .zero, [program, program])
        #expect(outputs.map(\.values) == [[.integer(1), .integer(1)]])
    }
}
