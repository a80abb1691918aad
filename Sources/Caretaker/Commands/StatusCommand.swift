import ArgumentParser
import Foundation
import MonitoringModel

/// `caretaker status`: asks a running service how it is doing.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Ask the running service how its parts and cameras are doing.",
        discussion: """
            For each camera it tells how many alerts were called false, and how many that makes in a day, as soon
            as the camera has been watched for an hour. The exit code is 1 if a part does not work.

            Examples:
              caretaker status
              caretaker status --url https://caretaker.lan:8480 --token-file /etc/caretaker/token
              caretaker status --format json | jq '.cameras[].falseAlarms'
            """
    )

    /// How the answer is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @OptionGroup var console: ConsoleOptions

    @Option(help: "How the answer is written.")
    var format: Format = .table

    func run() async throws {
        let status = try await console.get("/api/v1/status")
        switch format {
        case .json: Announcement.line("\(status)")
        case .table: Self.lines(of: status).forEach { Announcement.line($0) }
        }
        if Self.parts(of: status).contains(where: { $0.state == "failed" }) { throw ExitCode.failure }
    }

    private struct Part {
        let title: String
        let state: String
        let message: String
    }

    private static func lines(of status: JSONValue) -> [String] {
        let parts = parts(of: status)
        let width = parts.map(\.title.count).max() ?? 0
        let version = text(status["version"])
        return ["caretaker \(version), started \(text(status["startedAt"]))"]
            + parts.map { part in
                let title = part.title.padding(toLength: width, withPad: " ", startingAt: 0)
                let state = part.state.padding(toLength: 8, withPad: " ", startingAt: 0)
                return "  \(title)  \(state)  \(part.message)"
            }
    }

    private static func parts(of status: JSONValue) -> [Part] {
        var parts = list(status["components"]).map { part($0, "\(text($0["name"]))", "") }
        if let broker = status["broker"], broker != .null { parts.append(part(broker, "broker", "")) }
        parts += list(status["cameras"]).map { part($0, "camera \(text($0["id"]))", falseAlarms($0)) }
        parts += list(status["channels"]).map { part($0, "channel \(text($0["name"]))", "") }
        return parts
    }

    private static func part(_ value: JSONValue, _ title: String, _ note: String) -> Part {
        let words = [text(value["message"]), note].filter { !$0.isEmpty }
        return Part(title: title, state: text(value["state"]), message: words.joined(separator: "; "))
    }

    private static func falseAlarms(_ camera: JSONValue) -> String {
        let count = number(camera["falseAlarms"])
        let hours = number(camera["watchedSeconds"]) / 3_600
        let watched = "\(Int(count)) false alarms in \(rounded(hours)) h"
        return hours < 1 ? watched : watched + ", \(rounded(count * 24 / hours)) a day"
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private static func list(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let values) = value { values } else { [] }
    }

    private static func text(_ value: JSONValue?) -> String {
        if case .string(let text) = value { text } else { "" }
    }

    private static func number(_ value: JSONValue?) -> Double {
        value?.doubleValue ?? 0
    }
}
