import ArgumentParser
import Foundation
import MetricAlarms
import MonitoringModel
import RuleEngine
import ServiceSettings
import StreamPipeline

/// `caretaker apply`: puts the rules and metric alarms of files into a running service.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Put the rules and metric alarms of files into the running service, new ones and changed ones.",
        discussion: """
            The files are settings files with 'rules' and 'alarms'; all of them are checked before anything is sent.
            What else a file says is left alone, and said so: people, cameras, routes and what rules may reach are
            read when the service starts.

            Example:
              caretaker apply new-rules.yaml
            """
    )

    @OptionGroup var console: ConsoleOptions

    @Argument(help: "The files.")
    var files: [String]

    func run() async throws {
        var rules: [Rule] = []
        var alarms: [AlarmDocument] = []
        for file in files {
            let household = try Settings(contentsOf: file, isForRunningService: true).household
            rules += household.rules
            alarms += household.alarms
            if !household.people.isEmpty || !household.cameras.isEmpty || !household.devices.isEmpty {
                Announcement.line(
                    "\(file): only its rules and alarms are applied; the rest is read at the service's start"
                )
            }
        }
        guard !rules.isEmpty || !alarms.isEmpty else {
            throw StartFailure("There are no rules and no alarms in \(files.joined(separator: ", ")).")
        }
        for alarm in alarms {
            let document = try JSONParser.parse(Array(try JSONEncoder().encode(alarm)))
            let path = "/api/v1/alarms/\(ConsoleOptions.escaped(alarm.id.rawValue))"
            _ = try await console.send("PUT", path, body: document)
            Announcement.line("alarm \(alarm.id): applied")
        }
        for rule in rules {
            let document = try JSONParser.parse(Array(try JSONEncoder().encode(rule)))
            let path = "/api/v1/rules/\(ConsoleOptions.escaped(rule.id.rawValue))"
            _ = try await console.send("PUT", path, body: document)
            Announcement.line("rule \(rule.id): applied")
        }
    }
}
