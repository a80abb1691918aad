import MonitoringModel
import Testing

@testable import RuleEngine

@Suite("Reading of statements")
struct ParserTests {
    static let statements = [
        "SELECT * FROM 'dev/#'",
        "SELECT *, round(t.c * 1.8 + 32) AS f, topic(2) AS d FROM 'dev/+/t' WHERE t.c > 20.5 AND NOT (ok = FALSE)",
        "SET @a = 1, @b = {'k': [1, 'x'], 'l': {}} SELECT VALUE get((SELECT *, x AS y FROM e.f WHERE z = @a), 0).q FROM 'a'",
        "SELECT CASE a WHEN 1 THEN -b WHEN (case) THEN cast(c AS Int) ELSE NOT d END AS v, @ FROM 'a'",
        "SELECT avg(v) AS m FROM 'a/#' WHERE v > 0 GROUP BY topic(2), k WINDOW HOPPING '5 minutes' EVERY '1 minute' "
            + "LATENESS '90 s' HAVING avg(v) > 3 ON CHANGE",
        "SELECT lag(v, 2, 0) AS l FROM 'a' WHERE v > 30 UNTIL v < 25 FOR '1 hour 30 minutes' ON FALLING",
        "SELECT * FROM 'a' ABSENT FOR '10 minutes' ON CHANGE",
        "SELECT a AS b FROM '+/x' WHERE isUndefined(a) OR a = 'it''s' OR -a % 3 <> 1e-3 OR b = NULL",
    ]

    @Test("A truncated statement is an error or a shorter statement, never a trap", arguments: statements)
    func truncation(_ sql: String) throws {
        for length in 0..<sql.utf8.count {
            let cut = String(decoding: sql.utf8.prefix(length), as: UTF8.self)
            // The beginning of a statement may be a statement; it must then read the same again.
            guard let statement = try? Parser.statement(cut) else { continue }
            #expect(try Parser.statement(statement.description) == statement)
        }
    }

    @Test("Random bytes give an error with a place, never a trap", arguments: 0..<20)
    func randomBytes(_ seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 0...80, using: &generator))
                .map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
            let sql = String(decoding: bytes, as: UTF8.self)
            do {
                _ = try Parser.statement(sql)
            } catch {
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
    }

    @Test("Random tokens give an error or a statement that reads the same again", arguments: 0..<20)
    func randomTokens(_ seed: Int) throws {
        let tokens = [
            "a", "b.c", "1", "2.5", "'x'", "TRUE", "NULL", "+", "-", "*", "/", "%", "=", "<>", "<", ">=", "(", ")",
            "AND", "OR", "NOT", "abs(", "concat(", ",", "topic()", "isNull(", "{'k':", "}", "[", "]",
            "CASE", "WHEN", "THEN", "ELSE", "END", "value", "cast(", "AS Int)", "(SELECT", "FROM", "get(", "\"q\"",
        ]
        var generator = SeededGenerator(state: 1_000 + UInt64(seed))
        var read = 0
        for _ in 0..<2_000 {
            let count = Int.random(in: 1...9, using: &generator)
            let words = (0..<count).compactMap { _ in tokens.randomElement(using: &generator) }
            let sql = "SELECT * FROM 'a' WHERE " + words.joined(separator: " ")
            guard let statement = try? Parser.statement(sql) else { continue }
            read += 1
            #expect(try Parser.statement(statement.description) == statement, "\(sql)")
            let condition = statement.condition.map { Program($0) }
            var evaluation = Evaluation(message([:]), at: noon, context: MessageContext())
            _ = condition?.value(&evaluation)
        }
        #expect(read > 50)
    }

    @Test("Nesting beyond the bound is an error, within it is read", arguments: ["(", "-", "NOT ", "abs("])
    func nesting(_ opening: String) throws {
        let closing = opening.hasSuffix("(") ? ")" : ""
        func sql(_ depth: Int) -> String {
            "SELECT * FROM 'a' WHERE " + String(repeating: opening, count: depth) + "a"
                + String(repeating: closing, count: depth)
        }
        _ = try Parser.statement(sql(99))
        let error = try #require(throws: RuleError.self) { try Parser.statement(sql(101)) }
        #expect(error.expected.contains("100 levels"))
        #expect(throws: RuleError.self) { try Parser.statement(sql(10_000)) }
    }

    @Test("A long chain of sums is too deep, a long chain of OR is not")
    func chains() throws {
        let sums = "SELECT " + Array(repeating: "a", count: 101).joined(separator: " + ") + " AS v FROM 'a'"
        #expect(throws: RuleError.self) { try Parser.statement(sums) }
        let names = (0..<1_000).map { "a = \($0)" }.joined(separator: " OR ")
        let statement = try Parser.statement("SELECT * FROM 'a' WHERE \(names)")
        #expect(try Parser.statement(statement.description) == statement)
    }

    @Test("A statement beyond 64 KiB is refused")
    func length() throws {
        let error = try #require(throws: RuleError.self) {
            try Parser.statement("SELECT * FROM 'a' WHERE a = '" + String(repeating: "x", count: 65_536) + "'")
        }
        #expect(error.expected == "at most 65536")
    }

    @Test("More items than permitted are refused")
    func items() {
        let items = (0...200).map { "a\($0)" }.joined(separator: ", ")
        #expect(throws: RuleError.self) { try Parser.statement("SELECT \(items) FROM 'a'") }
    }
}
