import ArgumentParser
import Foundation
import MonitoringModel
import Persistence

/// Which stretch of the stored history is read, and where it lies.
struct HistoryOptions: ParsableArguments {
    @Option(help: "The beginning (ISO 8601, or a day).")
    var from: String

    @Option(help: "The end; now if it is left out.")
    var to: String?

    @Option(help: "The folder in which the service keeps everything.")
    var state = StateDirectory.standard

    /// The stretch of time.
    ///
    /// - Parameter timeZone: Where a day without a time of day begins; UTC unless given.
    /// - Returns: The stretch from the beginning to the end.
    /// - Throws: ``StartFailure`` if a time cannot be read or the end is not after the beginning.
    func range(in timeZone: TimeZone = .gmt) throws -> Range<Instant> {
        let start = try Self.instant(from, "--from", timeZone)
        let end = try to.map { try Self.instant($0, "--to", timeZone) } ?? SystemWallClock().now
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

    private static func instant(_ text: String, _ option: String, _ timeZone: TimeZone) throws -> Instant {
        guard let instant = Instant(iso8601: text) ?? midnight(text, timeZone) else {
            throw StartFailure(
                "'\(text.prefix(40))' after \(option) is no time: write for example 2026-11-07T22:00:00Z."
            )
        }
        return instant
    }

    /// The beginning of a day such as `2026-05-01`.
    private static func midnight(_ text: String, _ timeZone: TimeZone) -> Instant? {
        guard let noon = Instant(iso8601: text + "T12:00:00Z") else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let date = Date(timeIntervalSince1970: Double(noon.millisecondsSinceEpoch) / 1_000)
        let day = calendar.dateComponents([.year, .month, .day], from: date)
        calendar.timeZone = timeZone
        guard let start = calendar.date(from: day).map(calendar.startOfDay(for:)) else { return nil }
        return Instant(millisecondsSinceEpoch: Int64((start.timeIntervalSince1970 * 1_000).rounded()))
    }
}
