import ArgumentParser
import Foundation
import MonitoringModel
import Persistence

/// Which stretch of the stored history is read, and where it lies.
struct HistoryOptions: ParsableArguments {
    @Option(help: "The beginning (ISO 8601, or a day in UTC).")
    var from: String

    @Option(help: "The end; now if it is left out.")
    var to: String?

    @Option(help: "The folder in which the service keeps everything.")
    var state = StateDirectory.standard

    /// The stretch of time.
    ///
    /// - Throws: ``StartFailure`` if a time cannot be read or the end is not after the beginning.
    func range() throws -> Range<Instant> {
        let start = try Self.instant(from, "--from")
        let end = try to.map { try Self.instant($0, "--to") } ?? SystemWallClock().now
        guard start < end else { throw StartFailure("--from must be before --to.") }
        return start..<end
    }

    /// Opens the history for reading; a service that runs is not disturbed.
    ///
    /// - Throws: ``StartFailure`` if there is none, `StoreFailure` if it cannot be read.
    func open() throws -> SQLiteStore {
        let path = URL(fileURLWithPath: state).appending(path: "caretaker.sqlite").path
        guard FileManager.default.fileExists(atPath: path) else {
            throw StartFailure("There is no history at \(path): name the service's folder with --state.")
        }
        var configuration = StoreConfiguration(path: path)
        configuration.isReadOnly = true
        return try SQLiteStore(configuration)
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
