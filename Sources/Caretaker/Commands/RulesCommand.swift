import ArgumentParser
import Foundation
import MonitoringModel
import RuleEngine

/// `caretaker rules`: tries rules, and reads and changes those of a running service.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Try rules, and read and change those of the running service.",
        subcommands: [RulesTestCommand.self, RulesListCommand.self, RulesTurnCommand.self, RulesRemoveCommand.self]
    )
}

/// `caretaker rules test`: what a statement makes of a message; needs no running service.
struct RulesTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Show what a statement makes of a message, without doing anything.",
        discussion: """
            Prints what is selected, or why the statement does not match. The exit code is 0 if it matches, 1 if it
            does not, and 2 if the statement or the message has a fault.

            Examples:
              caretaker rules test --sql "SELECT lux FROM 'devices/+/telemetry' WHERE lux > 35000" \\
                --topic devices/l1/telemetry --payload '{"lux": 40000}'
              caretaker rules test --sql "SELECT * FROM 'a/b' WHERE x > y" --topic a/b --payload @message.json --explain
            """
    )

    @Option(help: "The statement.")
    var sql: String

    @Option(help: "The message's topic.")
    var topic: String

    @Option(help: "The message's payload, or @FILE; what is no JSON counts as bytes.")
    var payload: String

    @Flag(help: "Show the value of each clause, and which were Undefined.")
    var explain = false

    func run() throws {
        let explanation: RuleExplanation
        do {
            explanation = try RuleTrial.explain(
                sql: sql,
                topic: topic,
                payload: try Self.bytes(of: payload),
                at: SystemWallClock().now
            )
        } catch {
            FileHandle.standardError.write(Data("caretaker: \(error)\n".utf8))
            throw ExitCode(2)
        }
        if explain { Announcement.line("\(explanation)") }
        switch explanation.verdict {
        case .matches: Announcement.line(explanation.resultText)
        case .doesNotMatch: Announcement.line("does not match: the condition is false")
        case .undefined: Announcement.line("does not match: the condition is Undefined; see --explain")
        case .otherTopic: Announcement.line("does not match: the topic is none of the statement's")
        }
        if explanation.verdict != .matches { throw ExitCode.failure }
    }

    private static func bytes(of payload: String) throws -> [UInt8] {
        guard payload.hasPrefix("@") else { return Array(payload.utf8) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: String(payload.dropFirst()))))
    }
}
