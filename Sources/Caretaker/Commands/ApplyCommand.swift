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
            The files are settings files with 'rules' and 'alarms'; all of them are checked before anything is sent, and
            if the service refuses one, none is applied.
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
        var changes: [Change] = []
        let earlier = try await documents()
        // Composite alarms name others, which have to be there first.
        let ordered = alarms.filter { $0.expression == nil } + alarms.filter { $0.expression != nil }
        for alarm in ordered { changes.append(try Change("alarm", "alarms", alarm.id.rawValue, alarm, earlier)) }
        for rule in rules { changes.append(try Change("rule", "rules", rule.id.rawValue, rule, earlier)) }
        try await apply(changes)
    }

    /// One document that is put in place of an earlier one.
    private struct Change {
        var name: String
        var path: String
        var document: JSONValue
        var earlier: JSONValue?

        init(
            _ kind: String,
            _ folder: String,
            _ id: String,
            _ value: some Encodable,
            _ known: [String: JSONValue]
        ) throws {
            name = "\(kind) \(id)"
            path = "/api/v1/\(folder)/\(ConsoleOptions.escaped(id))"
            document = try JSONParser.parse(Array(try JSONEncoder().encode(value)))
            earlier = known[name]
        }
    }

    /// The documents that the service has, by kind and name, so that they can be put back.
    private func documents() async throws -> [String: JSONValue] {
        var known: [String: JSONValue] = [:]
        for (kind, list) in [("alarm", "alarms"), ("rule", "rules")] {
            guard case .array(let entries)? = try await console.get("/api/v1/\(list)")[list] else { continue }
            for entry in entries {
                guard let document = entry[kind], let id = document["id"]?.stringValue else { continue }
                known["\(kind) \(id)"] = document
            }
        }
        return known
    }

    /// Puts all documents there or none: what was put there before one is refused is taken back.
    private func apply(_ changes: [Change]) async throws {
        for (place, change) in changes.enumerated() {
            do {
                _ = try await console.send("PUT", change.path, body: change.document)
            } catch {
                var words = "\(change.name): \(error)"
                for done in changes[..<place].reversed() { words += try await takeBack(done) }
                throw StartFailure(place == 0 ? words : words + " What was applied before it has been taken back.")
            }
        }
        for change in changes { Announcement.line("\(change.name): applied") }
    }

    /// Puts back what was there before a change; returns what is to be told if that failed.
    private func takeBack(_ change: Change) async throws -> String {
        do {
            if let earlier = change.earlier {
                _ = try await console.send("PUT", change.path, body: earlier)
            } else {
                _ = try await console.send("DELETE", change.path, body: nil)
            }
            return ""
        } catch {
            return " '\(change.name)' could not be taken back (\(error))."
        }
    }
}
