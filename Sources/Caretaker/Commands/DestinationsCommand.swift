import ArgumentParser
import MonitoringModel

/// `caretaker destinations`: the web services that rules may call.
struct DestinationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destinations",
        abstract: "Say which web services rules may call, and confirm them.",
        discussion: """
            A rule's action 'http' reaches only addresses that the settings name (service.actions.http) or that were
            added here and confirmed: 'add' sends a token to the address, and whoever owns it hands the token back.

            Example:
              caretaker destinations add https://hooks.example.org/greenhouse
              caretaker destinations confirm 6F9619FF-8B86-D011-B42D-00C04FC964FF
              caretaker destinations list
            """,
        subcommands: [List.self, Add.self, Confirm.self, Turn.self, Remove.self],
        defaultSubcommand: List.self
    )

    /// `caretaker destinations list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the web services and their states.")

        @OptionGroup var console: ConsoleOptions

        @Option(help: "How the answer is written.")
        var format: StatusCommand.Format = .table

        func run() async throws {
            let answer = try await console.get("/api/v1/destinations")
            guard format == .table, case .array(let destinations)? = answer["destinations"] else {
                Announcement.line("\(answer)")
                return
            }
            for destination in destinations { Announcement.line(DestinationsCommand.line(destination)) }
            if destinations.isEmpty { Announcement.line("Rules may call no web service.") }
        }
    }

    /// `caretaker destinations add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a web service; a token is sent to its address.")

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The address; rules may call it and all below it.")
        var address: String

        func run() async throws {
            let body = JSONValue(object: ["url": .string(address)])
            let added = try await console.send("POST", "/api/v1/destinations", body: body)
            Announcement.line(DestinationsCommand.line(added))
            Announcement.line("A token is on its way there: hand it back with 'caretaker destinations confirm TOKEN'.")
        }
    }

    /// `caretaker destinations confirm`.
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Hand back the token that a web service got.")

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The token.")
        var token: String

        func run() async throws {
            let body = JSONValue(object: ["token": .string(token)])
            let confirmed = try await console.send("POST", "/api/v1/destinations/confirm", body: body)
            Announcement.line(DestinationsCommand.line(confirmed))
        }
    }

    /// `caretaker destinations turn`.
    struct Turn: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Switch a web service off, or begin its confirmation again."
        )

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The web service's name, as 'list' shows it.")
        var name: String

        @Argument(help: "off, or on for another token.")
        var position: RulesTurnCommand.Position

        func run() async throws {
            let path = "/api/v1/destinations/\(ConsoleOptions.escaped(name))/state"
            let body = JSONValue(object: ["on": .bool(position == .on)])
            Announcement.line(DestinationsCommand.line(try await console.send("PUT", path, body: body)))
        }
    }

    /// `caretaker destinations remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget a web service.")

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The web service's name, as 'list' shows it.")
        var name: String

        func run() async throws {
            _ = try await console.send("DELETE", "/api/v1/destinations/\(ConsoleOptions.escaped(name))", body: nil)
            Announcement.line("\(name): removed")
        }
    }

    private static func line(_ destination: JSONValue) -> String {
        let name = destination["id"]?.stringValue ?? "settings"
        let reason = destination["reason"]?.stringValue.map { "  (\($0))" } ?? ""
        let state = destination["state"]?.stringValue ?? "-"
        return "\(name)  \(state)  \(destination["url"]?.stringValue ?? "-")\(reason)"
    }
}
