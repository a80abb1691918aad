import Foundation
import MonitoringModel
import Testing

@testable import MetricAlarms

@Suite("Composite alarms")
struct CompositeTests {
    @Test(
        "An expression reads as a tree: NOT before AND before OR",
        arguments: [
            (#"ALARM("a") AND NOT OK("b") OR INSUFFICIENT_DATA(x)"#, "ALARM(a) AND NOT OK(b) OR INSUFFICIENT_DATA(x)"),
            ("alarm('a')and(ok(b)or\nOK(c))", "ALARM(a) AND (OK(b) OR OK(c))"), ("((TRUE))", "TRUE"),
            ("NOT (ALARM(a) OR ALARM(b))", "NOT (ALARM(a) OR ALARM(b))"), ("NOT NOT false", "NOT NOT FALSE"),
            ("OK(AND) AND OK(NOT)", "OK(AND) AND OK(NOT)"), ("OK(a) OR (OK(b) OR OK(c))", "OK(a) OR (OK(b) OR OK(c))"),
        ]
    )
    func reading(_ text: String, _ printed: String) throws {
        #expect(try CompositeExpression(parsing: text).description == printed)
    }

    @Test(
        "A fault is told with its place and with what could stand there",
        arguments: [
            ("", "the end at line 1, column 1"), ("ALARM(a", "the end at line 1, column 8"),
            ("ALARM(a) OK(b)", "'OK' at line 1, column 10"), ("ALARM(a) AND", "the end at line 1, column 13"),
            ("ALARM(a)\n  XOR OK(b)", "'XOR' at line 2, column 3"), ("ALARM()", "')' at line 1, column 7"),
            ("ALARM(\"a)", "a quotation mark that is not closed at line 1, column 7"),
            ("ALARM(a) && OK(b)", "'&' at line 1, column 10"), ("(ALARM(a)", "the end at line 1, column 10"),
            ("ALARM(\"ä b\")", "\"ä b\" at line 1, column 7"), ("«", "'«' at line 1, column 1"),
            ("ALARM(a))", "')' at line 1, column 9"), ("a", "'a' at line 1, column 1"),
        ]
    )
    func faults(_ text: String, _ found: String) throws {
        let error = try #require(throws: MetricAlarmError.self) { try CompositeExpression(parsing: text) }
        #expect(error.found == found && error.path == "expression" && !error.expected.isEmpty)
    }

    @Test("Too long, too deep and too much are refused")
    func bounds() {
        let deep = String(repeating: "(", count: 60) + "TRUE" + String(repeating: ")", count: 60)
        let negations = String(repeating: "NOT ", count: 51) + "TRUE"
        let many = Array(repeating: "TRUE", count: 260).joined(separator: " OR ")
        for text in [deep, negations, many, String(repeating: " ", count: 10_241)] {
            #expect(throws: MetricAlarmError.self) { try CompositeExpression(parsing: text) }
        }
        #expect(throws: Never.self) {
            try CompositeExpression(parsing: Array(repeating: "TRUE", count: 250).joined(separator: " OR "))
        }
    }

    private func tree(_ depth: Int, _ random: inout SeededGenerator) throws -> CompositeExpression {
        switch Int.random(in: 0..<(depth == 0 ? 3 : 9), using: &random) {
        case 0: return .constant(Bool.random(using: &random))
        case 1, 2:
            let name = ["a", "b", "AND", "x-1.y:z@q", "TRUE"].randomElement(using: &random) ?? "a"
            let state = AlarmState.allCases.randomElement(using: &random) ?? .ok
            return .state(state, of: try #require(AlarmID(name)))
        case 3, 4: return .not(try tree(depth - 1, &random))
        case 5, 6: return .and(try tree(depth - 1, &random), try tree(depth - 1, &random))
        default: return .or(try tree(depth - 1, &random), try tree(depth - 1, &random))
        }
    }

    @Test("What is printed reads back as the same tree", arguments: 0..<300)
    func roundTrip(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let expression = try tree(5, &random)
        #expect(try CompositeExpression(parsing: expression.description) == expression)
    }

    @Test("Every truncation and random text give a tree or an error, never a crash", arguments: 0..<100)
    func fuzz(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let text = try tree(4, &random).description
        for length in 0...text.count { _ = try? CompositeExpression(parsing: String(text.prefix(length))) }
        let pieces = [
            "ALARM", "(", ")", "a", "\"", "AND", "OR", "NOT", " ", "é", "\u{0}", "OK(", "'", "\n", "INSUFFICIENT_DATA",
        ]
        for _ in 0..<50 {
            let count = Int.random(in: 0..<30, using: &random)
            let noise = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            if let expression = try? CompositeExpression(parsing: noise) {
                #expect(try CompositeExpression(parsing: expression.description) == expression)
            }
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try? CompositeExpression(parsing: String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("A composite alarm follows the alarms it names, within the same minute and through several levels")
    func follows() throws {
        var timeline = try AlarmTimeline([
            try composite("z-any", "ALARM(both) OR ALARM(dark)"),
            try composite("both", "ALARM(bright) AND NOT OK(dark)"),
            try alarm("bright"), try alarm("dark", above: 10, .less),
        ])
        #expect(timeline.happened() == ["08:00:00 both OK", "08:00:00 z-any OK"])
        try timeline.minutes([40_000, 5])
        #expect(
            timeline.happened() == [
                "08:01:00 bright ALARM !", "08:01:00 dark OK", "08:02:00 bright OK", "08:02:00 dark ALARM !",
                "08:02:00 z-any ALARM !",
            ]
        )
        try timeline.set(.alarm, of: "bright")
        #expect(timeline.happened() == ["08:02:00 bright ALARM (override) !", "08:02:00 both ALARM !"])
        #expect(
            timeline.transitions.last?.reason.text
                == "ALARM(bright) AND NOT OK(dark) holds: bright is ALARM, dark is ALARM."
        )
        try timeline.set(.ok, of: "z-any")
        try timeline.restart()
        timeline.wait(59)
        #expect(timeline.happened() == ["08:02:00 z-any OK (override)"])
    }

    @Test(
        "Alarms that stand on themselves, on nobody, or too deep are refused",
        arguments: [
            (["a": "ALARM(a)"], "a circle: a -> a"),
            (["a": "ALARM(b)", "b": "NOT ALARM(c)", "c": "OK(a) OR TRUE"], "a circle: a -> b -> c -> a"),
            (["a": "ALARM(nobody)"], "the alarm 'nobody', which does not exist"),
        ]
    )
    func refused(_ expressions: [String: String], _ found: String) throws {
        let documents = try expressions.map { try composite($0.key, $0.value) }
        let error = try #require(throws: MetricAlarmError.self) { try MetricAlarmSet(documents) }
        #expect(error.found == found && error.alarm == AlarmID("a"))
    }

    @Test("Sixteen levels are permitted, seventeen are not", arguments: [false, true])
    func depth(_ reversed: Bool) throws {
        func chain(_ length: Int) throws -> [AlarmDocument] {
            try (1...length)
                .map { level in
                    let name = reversed ? 100 - level : 100 + level
                    let below = reversed ? name + 1 : name - 1
                    return try composite("c\(name)", level == 1 ? "TRUE" : "ALARM(c\(below))")
                }
        }
        #expect(throws: Never.self) { try MetricAlarmSet(try chain(16)) }
        #expect(throws: MetricAlarmError.self) { try MetricAlarmSet(try chain(17)) }
    }
}
