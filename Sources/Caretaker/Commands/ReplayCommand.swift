import ArgumentParser
import Foundation
import Ingest
import MonitoringModel
import Persistence
import RuleEngine
import ServiceSettings
import StreamPipeline

/// `caretaker replay`: what rules would have done with the messages that are stored.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "List what the rules of a file would have done with the stored messages.",
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

    @Option(help: "The settings file with the rules.")
    var rule: String

    @Option(help: "The first time of arrival (ISO 8601, or a day in UTC).")
    var from: String

    @Option(help: "The end of the times of arrival; now if it is left out.")
    var to: String?

    @Option(help: "The folder in which the service keeps everything.")
    var state = StateDirectory.standard

    @Option(help: "How what would have happened is written.")
    var format: Format = .table

    func run() async throws {
        let start = try Self.instant(from, "--from")
        let end = try to.map { try Self.instant($0, "--to") } ?? SystemWallClock().now
        guard start < end else { throw StartFailure("--from must be before --to.") }
        let rules = try Settings(contentsOf: rule, isForRunningService: true).household.rules
        guard !rules.isEmpty else { throw StartFailure("There are no rules in \(rule).") }
        let path = URL(fileURLWithPath: state).appending(path: "caretaker.sqlite").path
        guard FileManager.default.fileExists(atPath: path) else {
            throw StartFailure("There is no history at \(path): name the service's folder with --state.")
        }
        let store = try SQLiteStore(StoreConfiguration(path: path))
        let counts = try await play(try RuleReplay(rules, from: start), start..<end, store)
        try store.close()
        let summary = "\(counts.messages) messages, \(counts.entries) actions, \(counts.unread) messages not readable\n"
        FileHandle.standardError.write(Data(summary.utf8))
    }

    private func play(
        _ replay: RuleReplay,
        _ range: Range<Instant>,
        _ store: SQLiteStore
    ) async throws -> (messages: Int, entries: Int, unread: Int) {
        var replay = replay
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
            }
        }
        counts.entries += tell(replay.run(to: range.upperBound))
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

    private static func message(_ stored: StoredTelemetry, _ decoder: TelemetryDecoder) -> Telemetry? {
        let decoded = stored.payload.withUnsafeBytes { bytes in
            decoder.decode(topic: stored.topic, payload: bytes, isDuplicate: false, receivedAt: stored.receivedAt)
        }
        guard case .success(let message) = decoded else { return nil }
        return message.telemetry
    }

    private static func instant(_ text: String, _ option: String) throws -> Instant {
        guard let instant = Instant(iso8601: text) ?? Instant(iso8601: text + "T00:00:00Z") else {
            throw StartFailure(
                "'\(text.prefix(40))' after \(option) is no time: write for example 2026-11-07T22:00:00Z."
            )
        }
        return instant
    }
}
