import ArgumentParser
import MonitoringModel

/// `caretaker tables`: what rules have written.
struct TablesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tables",
        abstract: "Read the tables and queues that rules write.",
        discussion: """
            Examples:
              caretaker tables
              caretaker tables rows greenhouse --limit 10
              caretaker tables remove greenhouse
            """,
        subcommands: [List.self, Rows.self, Remove.self],
        defaultSubcommand: List.self
    )

    /// `caretaker tables list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the tables and queues with their sizes.")

        @OptionGroup var console: ConsoleOptions

        func run() async throws {
            let tables = try await console.get("/api/v1/tables")["tables"]
            let queues = try await console.get("/api/v1/queues")["queues"]
            if case .array(let entries)? = tables {
                for entry in entries {
                    let rows = Int(entry["rows"]?.doubleValue ?? 0)
                    Announcement.line("table  \(entry["name"]?.stringValue ?? "-")  \(rows) rows")
                }
            }
            if case .array(let entries)? = queues {
                for entry in entries {
                    let messages = Int(entry["messages"]?.doubleValue ?? 0)
                    Announcement.line("queue  \(entry["name"]?.stringValue ?? "-")  \(messages) messages")
                }
            }
            if tables == .array([]), queues == .array([]) { Announcement.line("Rules have written nothing yet.") }
        }
    }

    /// `caretaker tables rows`.
    struct Rows: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a table's newest rows, one JSON line each.",
            discussion: """
                Example:
                  caretaker tables rows greenhouse --from 2026-05-01T00:00:00Z | jq .columns
                """
        )

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The table.")
        var table: String

        @Option(help: "Only rows of this hash key.")
        var key: String?

        @Option(help: "Only rows from this time on, as 2026-05-01T00:00:00Z.")
        var from: String?

        @Option(help: "Only rows before this time.")
        var to: String?

        @Option(help: "How many at most.")
        var limit = 100

        func run() async throws {
            var left = max(limit, 1)
            var cursor: String?
            repeat {
                let parameters = [
                    ("limit", "\(min(left, 1_000))"), ("key", key), ("from", from), ("to", to), ("cursor", cursor),
                ]
                let query = parameters.compactMap { name, value in value.map { "\(name)=\(ConsoleOptions.escaped($0))" }
                }
                let path = "/api/v1/tables/\(ConsoleOptions.escaped(table))/rows?" + query.joined(separator: "&")
                let page = try await console.get(path)
                guard case .array(let rows)? = page["rows"] else { return }
                for row in rows { Announcement.line("\(row)") }
                left -= rows.count
                cursor = page["next"]?.stringValue
            } while cursor != nil && left > 0
        }
    }

    /// `caretaker tables remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a table with all its rows.")

        @OptionGroup var console: ConsoleOptions

        @Argument(help: "The table.")
        var table: String

        func run() async throws {
            _ = try await console.send("DELETE", "/api/v1/tables/\(ConsoleOptions.escaped(table))", body: nil)
            Announcement.line("\(table): removed")
        }
    }
}
