import ArgumentParser
import Foundation
import Ingest
import MetricAlarms
import MonitoringModel
import Persistence
import RuleEngine
import ServiceSettings
import StreamPipeline

/// `caretaker replay`: what rules and alarms would have done with the messages that are stored.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "List what the rules and metric alarms of a file would have done with the stored messages.",
        discussion: """
            The messages are played in the order in which they arrived, in virtual time: durations, windows and absences
            come out as they would have. Nothing is carried out. The service may run meanwhile.

            Examples:
              caretaker replay --rule new-rules.yaml --from 2026-11-01 --to 2026-11-08
              caretaker replay --rule new-rules.yaml --from 2026-11-07T22:00:00Z --format jsonl
            """
    )

    /// How what would have happened is written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, jsonl
    }

    /// How many messages are read at once.
    static let pageSize = 5_000

    @Option(name: [.long, .customLong("alarm")], help: "The settings file with the rules and alarms.")
    var rule: String

    @OptionGroup var history: HistoryOptions

    @Option(help: "How what would have happened is written.")
    var format: Format = .table

    func run() async throws {
        let range = try history.range()
        let household = try Settings(contentsOf: rule, isForRunningService: true).household
        guard !household.rules.isEmpty || !household.alarms.isEmpty else {
            throw StartFailure("There are no rules and no alarms in \(rule).")
        }
        let store = try history.open()
        let alarms = try AlarmReplay(rules: household.rules, alarms: household.alarms, from: range.lowerBound)
        let counts = try await play(try RuleReplay(household.rules, from: range.lowerBound), alarms, range, store)
        try store.close()
        let summary =
            "\(counts.messages) messages, \(counts.entries) actions and changes of alarms, "
            + "\(counts.unread) messages not readable\n"
        FileHandle.standardError.write(Data(summary.utf8))
    }

    private func play(
        _ replay: RuleReplay,
        _ alarms: AlarmReplay,
        _ range: Range<Instant>,
        _ store: SQLiteStore
    ) async throws -> (messages: Int, entries: Int, unread: Int) {
        var replay = replay
        var alarms = alarms
        var counts = (messages: 0, entries: 0, unread: 0)
        var last: Int64 = 0
        let decoder = TelemetryDecoder()
        while true {
            let page = try await store.telemetry(in: range, after: last, limit: Self.pageSize)
            guard let final = page.last else { break }
            last = final.sequence
            for stored in page {
                counts.messages += 1
                guard let message = Self.message(stored, decoder) else {
                    counts.unread += 1
                    continue
                }
                counts.entries += tell(replay.play(message))
                counts.entries += tell(try alarms.play(message))
            }
        }
        counts.entries += tell(replay.run(to: range.upperBound))
        counts.entries += tell(try alarms.run(to: range.upperBound))
        return counts
    }

    private func tell(_ entries: [RuleReplay.Entry]) -> Int {
        for entry in entries {
            switch format {
            case .table: Announcement.line("\(entry)")
            case .jsonl:
                let line = JSONValue(object: [
                    "at": .string("\(entry.at)"), "rule": .string(entry.rule.rawValue), "action": .string(entry.text),
                ])
                Announcement.line("\(line)")
            }
        }
        return entries.count
    }

    private func tell(_ transitions: [AlarmTransition]) -> Int {
        for transition in transitions {
            switch format {
            case .table:
                Announcement.line(
                    "\(transition.at) \(transition.alarm): \(transition.from.rawValue) -> \(transition.to.rawValue), "
                        + transition.reason.text
                )
            case .jsonl: Announcement.line("\(transition.document)")
            }
        }
        return transitions.count
    }

    static func message(_ stored: StoredTelemetry, _ decoder: TelemetryDecoder) -> Telemetry? {
        let decoded = stored.payload.withUnsafeBytes { bytes in
            decoder.decode(topic: stored.topic, payload: bytes, isDuplicate: false, receivedAt: stored.receivedAt)
        }
        guard case .success(let message) = decoded else { return nil }
        return message.telemetry
    }
}
