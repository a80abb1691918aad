import Foundation
import MonitoringModel
import Testing

/// One line of a conformance table: a statement, a message and what must come of them.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
    struct Expectation: Sendable {
        /// Whether the condition holds; absent for Undefined.
        var matches: Bool?
        /// What is selected if it holds.
        var result: JSONValue?
        /// Whether the topic is none of the rule's.
        var otherTopic: Bool?
    }

    var sql: String
    var topic: String
    var payload: JSONValue
    var expected: Expectation

    var testDescription: String { "\(sql) on \(payload)" }

    static func all() throws -> [ConformanceCase] {
        try ["select", "literals", "arithmetic", "comparison", "logic", "functions", "topics"].flatMap(table)
    }

    /// Reads a table with the reader of the model, so that whole numbers keep their digits.
    private static func table(_ name: String) throws -> [ConformanceCase] {
        guard case .array(let cases) = try document(name) else { return [] }
        return try cases.map { line in
            ConformanceCase(
                sql: try #require(line["sql"]?.stringValue),
                topic: try #require(line["topic"]?.stringValue),
                payload: try #require(line["payload"]),
                expected: Expectation(
                    matches: line["expected"]?["matches"].flatMap { $0 == .null ? nil : $0 == .bool(true) },
                    result: line["expected"]?["result"],
                    otherTopic: line["expected"]?["other_topic"].map { $0 == .bool(true) }
                )
            )
        }
    }

    static func document(_ name: String) throws -> JSONValue {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Conformance")
        )
        return try JSONParser.parse(Array(try Data(contentsOf: url)))
    }
}

/// One line of the table of faults.
struct FaultCase: CustomTestStringConvertible, Sendable {
    var sql: String
    var line: Int
    var column: Int
    var found: String
    var expected: String
    var hint: String?

    var testDescription: String { sql }

    static func all() throws -> [FaultCase] {
        guard case .array(let cases) = try ConformanceCase.document("errors") else { return [] }
        return try cases.map { line in
            FaultCase(
                sql: try #require(line["sql"]?.stringValue),
                line: Int(try #require(line["line"]?.doubleValue)),
                column: Int(try #require(line["column"]?.doubleValue)),
                found: try #require(line["found"]?.stringValue),
                expected: try #require(line["expected"]?.stringValue),
                hint: line["hint"]?.stringValue
            )
        }
    }
}
