import ArgumentParser
import MonitoringModel

/// `caretaker alarms`: the metric alarms of a running service.
struct AlarmsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alarms",
        abstract: "Read the metric alarms of the running service, set them by hand, remove them.",
        discussion: """
            Alarms of the settings file are changed there; others are put there with 'caretaker apply'.

            Examples:
              caretaker alarms
              caretaker alarms set too-bright ALARM --reason "a drill"
              caretaker alarms remove too-bright
            """,
        subcommands: [List.self, Show.self, SetState.self, Remove.self],
        defaultSubcommand: List.self
    )

    /// `caretaker alarms list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the alarms with their states.")

        @OptionGroup var console: ConsoleOptions

        @Option(help: "How the answer is written.")
        var format: StatusCommand.Format = .table

        func run() async throws {
            let answer = try await console.get("/api/v1/alarms")
            guard format == .table, case .array(let alarms)? = answer["alarms"] else {
                Announcement.line("\(answer)")
                return
            }
            for alarm in alarms { AlarmsCommand.tell(alarm) }
            if alarms.isEmpty { Announcement.line("There are no metric alarms.") }
        }
    }

    /// `caretaker alarms show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show an alarm with its document, as JSON.")

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The alarm.")
        var alarm: String

        func run() async throws {
            Announcement.line("\(try await console.get("/api/v1/alarms/\(ConsoleOptions.escaped(alarm))"))")
        }
    }

    /// `caretaker alarms set`.
    struct SetState: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Set an alarm's state until its next evaluation; its actions are carried out.",
            discussion: """
                Example:
                  caretaker alarms set too-bright ALARM --reason "a drill"
                """
        )

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The alarm.")
        var alarm: String

        @Argument(help: "OK, ALARM or INSUFFICIENT_DATA.")
        var state: String

        @Option(help: "Why, for those who read it later.")
        var reason = "set from the command line"

        func run() async throws {
            let path = "/api/v1/alarms/\(ConsoleOptions.escaped(alarm))/state"
            let body = JSONValue(object: ["state": .string(state), "reason": .string(reason)])
            AlarmsCommand.tell(try await console.send("POST", path, body: body))
        }
    }

    /// `caretaker alarms remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove an alarm of the running service that is not in its settings file."
        )

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The alarm.")
        var alarm: String

        func run() async throws {
            _ = try await console.send("DELETE", "/api/v1/alarms/\(ConsoleOptions.escaped(alarm))", body: nil)
            Announcement.line("\(alarm): removed")
        }
    }

    private static func tell(_ alarm: JSONValue) {
        let name = alarm["alarm"]?["id"]?.stringValue ?? "-"
        let since = alarm["since"]?.stringValue.map { " since \($0)" } ?? ""
        let source = alarm["source"]?.stringValue ?? "-"
        Announcement.line("\(name)  \(alarm["state"]?.stringValue ?? "-")\(since)  \(source)")
        Announcement.line("    \(alarm["reason"]?.stringValue ?? "-")")
    }
}
