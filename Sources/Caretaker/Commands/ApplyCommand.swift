import ArgumentParser
import Foundation
import MonitoringModel
import RuleEngine
import ServiceSettings
import StreamPipeline

/// `caretaker apply`: puts the rules of files into a running service.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Put the rules of files into the running service, new ones and changed ones.",
        discussion: """
            The files are settings files with 'rules'; all of them are checked before anything is sent. What else a
            file says is left alone, and said so: people, cameras and routes are read when the service starts.

            Example:
              caretaker apply Examples/greenhouse/rules.yaml
            """
    )

    @OptionGroup var console: ConsoleOptions

    @Argument(help: "The files.")
    var files: [String]

    func run() async throws {
        var rules: [Rule] = []
        for file in files {
            let household = try Settings(contentsOf: file).household
            rules += household.rules
            if !household.people.isEmpty || !household.cameras.isEmpty || !household.devices.isEmpty {
                Announcement.line("\(file): only its rules are applied; the rest is read at the service's start")
            }
        }
        guard !rules.isEmpty else { throw StartFailure("There are no rules in \(files.joined(separator: ", ")).") }
        for rule in rules {
            let document = try JSONParser.parse(Array(try JSONEncoder().encode(rule)))
            let path = "/api/v1/rules/\(ConsoleOptions.escaped(rule.id.rawValue))"
            _ = try await console.send("PUT", path, body: document)
            Announcement.line("rule \(rule.id): applied")
        }
    }
}
