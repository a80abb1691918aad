import ArgumentParser
import Foundation

/// The `caretaker` program.
@main
struct CaretakerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caretaker",
        abstract: "Watches over people and devices, on this machine alone.",
        discussion: """
            Start with 'caretaker demo': it plays a household, prints where the console is, and needs nothing else.
            Then write a settings file (see Examples/) and run 'caretaker serve --settings home.yaml'.
            """,
        version: StatusBoard.version,
        subcommands: [
            ServeCommand.self, DemoCommand.self, CheckCommand.self, WatchCommand.self, PublishVideoCommand.self,
            StatusCommand.self, RulesCommand.self, AlarmsCommand.self, DestinationsCommand.self, TablesCommand.self,
            ReplayCommand.self, ReportCommand.self,
            ApplyCommand.self, SayCommand.self,
            TimeCommand.self,
            ScoreAnomaliesCommand.self,
        ]
    )

    /// Runs a command; whatever goes wrong is told in one line, without the help text that belongs to wrong usage.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as any CustomStringConvertible & Error where !Self.isUsage(failure) {
            FileHandle.standardError.write(Data("caretaker: \(failure)\n".utf8))
            exit(withError: ExitCode.failure)
        } catch {
            exit(withError: error)
        }
    }

    /// Whether the argument parser itself has something to say, such as help or a wrong option.
    private static func isUsage(_ error: any Error) -> Bool {
        let type = String(reflecting: Swift.type(of: error))
        return type.hasPrefix("ArgumentParser.") || type.hasPrefix("ArgumentParserToolInfo.")
    }
}
