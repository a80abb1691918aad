import ArgumentParser
import DeviceHealth
import Foundation

/// `caretaker score-anomalies`: scores a table of measurements.
struct ScoreAnomaliesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score-anomalies",
        abstract: "Score the values of a CSV table by how strange they are.",
        discussion: """
            INPUT has the columns timestamp and value (times as 2026-01-31 12:00:00, ISO 8601 or seconds since 1970).
            The output has the columns timestamp, value, anomaly_score (0 to 1) and label (1 from a score of 0.5 on).
            Each score depends on the rows before it only.

            Example:
              caretaker score-anomalies temperatures.csv -o scores.csv --explain
            """
    )

    @Argument(help: "The table.")
    var input: String

    @Option(name: .shortAndLong, help: "Where the scored table is written.")
    var output: String

    @Option(help: "A JSON file with other parameters than the usual ones (see docs/anomalies.md).")
    var settings: String?

    @Flag(help: "Print each anomaly with its explanation.")
    var explain = false

    func run() throws {
        var table = AnomalyTable(settings: try readSettings())
        var result = ""
        for line in try lines(input) {
            let scored = try inFile(input) { () throws(DeviceHealthError) in try table.take(line) }
            guard let row = scored else { continue }
            result += row.text + "\n"
            if explain, let explanation = row.explanation {
                let fields = row.text.split(separator: ",")
                Announcement.line("\(fields.first ?? ""): \(explanation)")
            }
        }
        try inFile(input) { () throws(DeviceHealthError) in try table.end() }
        do {
            try Data(result.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            throw StartFailure("The file \(output) cannot be written: check the folder and its permissions.")
        }
        Announcement.line("\(table.rows) rows, \(table.anomalies) anomalies")
    }

    /// The largest table that is read, in bytes.
    private static let largestInput = 1 << 30

    private func read(_ path: String) throws -> Data {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let data = try handle.read(upToCount: Self.largestInput + 1) ?? Data()
            if data.count <= Self.largestInput { return data }
        } catch {
            throw StartFailure("The file \(path) cannot be read: check its name and permissions.")
        }
        throw StartFailure("The file \(path) is larger than 1 GiB: score it in parts.")
    }

    /// The lines of a file; a mark of its byte order is left out.
    private func lines(_ path: String) throws -> [String] {
        let data = try read(path)
        let text = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map {
                String(decoding: $0, as: UTF8.self)
            }
    }

    private func readSettings() throws -> AnomalySettings {
        guard let settings else { return AnomalySettings() }
        do {
            return try JSONDecoder().decode(AnomalySettings.self, from: try read(settings))
        } catch let fault as DeviceHealthError {
            throw StartFailure("\(settings): \(fault)")
        } catch let fault as DecodingError {
            throw StartFailure("\(settings) holds no settings: \(fault)")
        }
    }

    /// Puts the file's name before what is wrong in it.
    private func inFile<Value>(
        _ path: String,
        _ body: () throws(DeviceHealthError) -> Value
    ) throws(StartFailure) -> Value {
        do throws(DeviceHealthError) {
            return try body()
        } catch {
            throw StartFailure("\(path): \(error)")
        }
    }
}
