import ArgumentParser
import MonitoringModel

/// `caretaker rules list`: the rules of a running service.
struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rules of the running service and what they have done.",
        discussion: """
            Rules from the settings file are marked 'settings': they are changed there. The others are changed with
            'caretaker apply', 'caretaker rules turn' and 'caretaker rules remove'.

            Example:
              caretaker rules list --format json | jq '.rules[].rule.sql'
            """
    )

    @OptionGroup var console: ConsoleOptions

    @Option(help: "How the answer is written.")
    var format: StatusCommand.Format = .table

    func run() async throws {
        let answer = try await console.get("/api/v1/rules")
        guard format == .table, case .array(let rules)? = answer["rules"] else {
            Announcement.line("\(answer)")
            return
        }
        for rule in rules {
            let document = rule["rule"] ?? .null
            let state = document["enabled"] == .bool(false) ? "off" : "on"
            let matched = rule["counters"]?["matched"]?.doubleValue ?? 0
            let name = document["id"]?.stringValue ?? "-"
            Announcement.line("\(name)  \(state)  \(rule["source"]?.stringValue ?? "-")  matched \(Int(matched))")
            Announcement.line("    \(document["sql"]?.stringValue ?? "-")")
        }
        if rules.isEmpty { Announcement.line("There are no rules.") }
    }
}

/// `caretaker rules turn`: turns a rule of a running service on or off.
struct RulesTurnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "turn",
        abstract: "Turn a rule of the running service on or off.",
        discussion: """
            Example:
              caretaker rules turn too-bright off
            """
    )

    /// The two positions.
    enum Position: String, ExpressibleByArgument, CaseIterable {
        case on, off
    }

    @OptionGroup var console: ConsoleOptions

    @Argument(help: "The rule.")
    var rule: String

    @Argument(help: "on or off.")
    var position: Position

    func run() async throws {
        let path = "/api/v1/rules/\(ConsoleOptions.escaped(rule))/enabled"
        _ = try await console.send("PUT", path, body: JSONValue(object: ["on": .bool(position == .on)]))
        Announcement.line("\(rule): \(position.rawValue)")
    }
}

/// `caretaker rules remove`: removes a rule of a running service.
struct RulesRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a rule of the running service that is not in its settings file.",
        discussion: """
            Example:
              caretaker rules remove too-bright
            """
    )

    @OptionGroup var console: ConsoleOptions

    @Argument(help: "The rule.")
    var rule: String

    func run() async throws {
        _ = try await console.send("DELETE", "/api/v1/rules/\(ConsoleOptions.escaped(rule))", body: nil)
        Announcement.line("\(rule): removed")
    }
}
