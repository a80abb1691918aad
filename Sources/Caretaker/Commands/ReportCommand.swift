import ArgumentParser
import Foundation
import Ingest
import MonitoringModel
import Persistence
import StreamPipeline

/// `caretaker report`: a number's least, mean and greatest value a day, as a table and as a drawing.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report a number per day: least, mean and greatest, as CSV and as a drawing.",
        discussion: """
            The numbers come from a device's stored messages, or from a table that a rule writes. Times are those of
            measurement; days are those of the time zone. The service may run meanwhile. Without --csv and --svg the
            table is printed.

            Examples:
              caretaker report --table greenhouse --column lux --from 2026-05-01 --csv lux.csv --svg lux.svg
              caretaker report --device box-7 --column snr_db --from 2026-05-01 --to 2026-05-08 --time-zone Europe/Berlin
            """
    )

    /// How many messages or rows are read at once.
    static let pageSize = 5_000

    @OptionGroup var history: HistoryOptions

    @Option(help: "The device whose messages are reported.")
    var device: String?

    @Option(help: "The table whose rows are reported.")
    var table: String?

    @Option(help: "The member with the number; a path such as payload.lux leads into objects.")
    var column: String

    @Option(help: "The IANA time zone of the days; the machine's unless given.")
    var timeZone: String?

    @Option(help: "The unit, written beside the drawing.")
    var unit: String?

    @Option(help: "The file to write the table to, or - for the terminal.")
    var csv: String?

    @Option(help: "The file to write the drawing to.")
    var svg: String?

    func validate() throws {
        guard (device == nil) != (table == nil) else {
            throw ValidationError("Name either a --device or a --table.")
        }
    }

    func run() async throws {
        guard let zone = timeZone.map({ TimeZone(identifier: $0) }) ?? TimeZone.current else {
            throw StartFailure("'\(timeZone ?? "")' is no IANA time zone: write for example Europe/Berlin.")
        }
        let range = try history.range(in: zone)
        guard var report = DailyReport(range, in: zone) else {
            throw StartFailure("A report has at most \(DailyReport.maximumDays) days.")
        }
        let store = try history.open()
        var counts = (read: 0, without: 0)
        let path = column.split(separator: ".").map(String.init)
        try await documents(range, store) { document, observedAt in
            counts.read += 1
            let found = path.reduce(document as JSONValue?) { $0?[$1] }
            guard let value = found?.doubleValue else {
                counts.without += 1
                return
            }
            report.add(value, at: observedAt)
        }
        try store.close()
        try write(report, zone)
        let source = device ?? table ?? ""
        FileHandle.standardError.write(
            Data("\(counts.read) messages of '\(source)', \(counts.without) without a number '\(column)'\n".utf8)
        )
    }

    private func documents(
        _ range: Range<Instant>,
        _ store: SQLiteStore,
        _ take: (JSONValue, Instant) -> Void
    ) async throws {
        if let table {
            guard try await store.tables().contains(where: { $0.name == table }) else {
                throw StartFailure("There is no table '\(table)': see 'caretaker tables'.")
            }
            var query = TableQuery(table: table, limit: Self.pageSize)
            query.from = range.lowerBound
            query.until = range.upperBound
            repeat {
                let page = try await store.rows(matching: query)
                for row in page { take(row.columns, row.observedAt) }
                query.after = page.count == Self.pageSize ? page.last : nil
            } while query.after != nil
            return
        }
        guard let name = device, let id = DeviceID(name) else {
            throw StartFailure("'\(device ?? "")' is no device's name.")
        }
        let decoder = TelemetryDecoder()
        var last: Int64 = 0
        // Messages are found by their arrival, but counted by their measurement: some come late, some clocks are ahead.
        let arrivals = (range.lowerBound - .seconds(86_400))..<max(range.upperBound, SystemWallClock().now)
        while true {
            let page = try await store.telemetry(in: arrivals, after: last, limit: Self.pageSize, of: id)
            guard let final = page.last else { return }
            last = final.sequence
            for stored in page {
                guard let telemetry = ReplayCommand.message(stored, decoder) else { continue }
                take(telemetry.document, telemetry.observedAt)
            }
        }
    }

    private func write(_ report: DailyReport, _ zone: TimeZone) throws {
        if let svg {
            let title = "\(device ?? table ?? ""): \(column) per day (\(zone.identifier))"
            let drawing = DailyReportChart(report, title: title, unit: unit).svg
            try Self.write(drawing, to: svg)
        }
        if let csv, csv != "-" { return try Self.write(report.csv, to: csv) }
        if csv == "-" || svg == nil { FileHandle.standardOutput.write(Data(report.csv.utf8)) }
    }

    private static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw StartFailure("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
