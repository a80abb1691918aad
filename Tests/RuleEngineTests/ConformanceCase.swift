import Foundation
import MonitoringModel
import Testing

@testable import RuleEngine

/// One line of a conformance table: a statement, a message and what must come of them.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
    struct Expectation: Sendable {
        /// Whether the condition holds; absent for Undefined.
        var matches: Bool?
        /// What is selected if it holds.
        var result: JSONValue?
        /// What is selected as text, for bytes.
        var text: String?
        /// Whether the topic is none of the rule's.
        var otherTopic: Bool?
    }

    var sql: String
    var topic: String
    var payload: JSONValue
    var expected: Expectation
    var version = SQLVersion.v2016
    var source = ""
    /// The payload in base64, if it is no JSON.
    var binary: String?
    /// What is known of the sender and the MQTT properties.
    var sender: JSONValue?

    var testDescription: String { "\(sql) on \(payload)" }

    static func all() throws -> [ConformanceCase] {
        try [
            "select", "literals", "arithmetic", "comparison", "logic", "functions", "topics", "clauses", "numbers",
            "texts", "patterns", "codes", "times", "values", "senders", "versions", "semantics", "conversions",
        ]
        .flatMap(table)
    }

    /// The line's statement as a rule.
    func rule() throws -> Rule {
        Rule(id: try #require(RuleID("r")), sql: sql, version: version)
    }

    /// Whether the topic names the rule.
    var isBasicIngest: Bool { topic.hasPrefix("$aws/rules/r/") }

    /// What is known of the message.
    var context: MessageContext {
        var context = MessageContext()
        if let binary { context = MessageContext(binaryPayload: Base64.decode(binary) ?? []) }
        guard let sender else { return context }
        context.clientID = sender["clientID"]?.stringValue
        context.principal = sender["principal"]?.stringValue
        context.sourceAddress = sender["sourceAddress"]?.stringValue
        context.traceID = sender["traceID"]?.stringValue
        context.accountID = sender["accountID"]?.stringValue ?? context.accountID
        context.properties.contentType = sender["contentType"]?.stringValue
        context.properties.responseTopic = sender["responseTopic"]?.stringValue
        context.properties.correlationData = sender["correlationData"]?.stringValue.map { Array($0.utf8) }
        context.properties.isText = sender["isText"].map { $0 == .bool(true) }
        if case .array(let pairs)? = sender["user"] {
            context.properties.user = pairs.compactMap { pair in
                guard let name = pair["name"]?.stringValue, let value = pair["value"]?.stringValue else { return nil }
                return MessageProperties.UserProperty(name: name, value: value)
            }
        }
        return context
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
                    text: line["expected"]?["text"]?.stringValue,
                    otherTopic: line["expected"]?["other_topic"].map { $0 == .bool(true) }
                ),
                version: line["version"]?.stringValue.flatMap(SQLVersion.init) ?? .v2016,
                source: line["source"]?.stringValue ?? "",
                binary: line["binary"]?.stringValue,
                sender: line["sender"]
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
    var version = SQLVersion.v2016

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
                hint: line["hint"]?.stringValue,
                version: line["version"]?.stringValue.flatMap(SQLVersion.init) ?? .v2016
            )
        }
    }
}
