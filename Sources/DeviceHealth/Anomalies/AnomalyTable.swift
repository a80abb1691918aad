/// Scores a table of measurements line by line: `timestamp,value` to `timestamp,value,anomaly_score,label`.
///
/// The first line names the columns; others than these two are left out. Timestamps and values are repeated as they
/// stand. Values that are no finite numbers (`nan`, nothing) score 0. A label is 1 from ``AnomalyScore/alarm`` on.
public struct AnomalyTable: Sendable {
    /// The most characters of a line.
    public static let longestLine = 10_000

    /// How many rows were scored.
    public private(set) var rows = 0
    /// How many of them are anomalies.
    public private(set) var anomalies = 0
    /// The detector behind the scores.
    public private(set) var detector: AnomalyDetector
    private var line = 0
    private var columns: Columns?

    private struct Columns {
        var count: Int
        var timestamp: Int
        var value: Int
    }

    /// A scored line.
    public struct Row: Hashable, Sendable {
        /// The line as it is written.
        public var text: String
        /// Why it is an anomaly; `nil` if it is none.
        public var explanation: AnomalyExplanation?
    }

    /// Creates a table that expects the names of the columns.
    public init(settings: AnomalySettings = AnomalySettings()) {
        detector = AnomalyDetector(settings: settings)
    }

    /// Takes the next line without its end, and returns what to write for it; `nil` for an empty line.
    ///
    /// - Throws: ``DeviceHealthError`` that names the line and the column.
    public mutating func take(_ text: some StringProtocol) throws(DeviceHealthError) -> Row? {
        line += 1
        guard text.utf8.count <= Self.longestLine else {
            throw fault("length", "\(text.utf8.count) bytes", "at most \(Self.longestLine)")
        }
        let fields = Self.fields(text)
        if fields.count == 1, fields[0].isEmpty { return nil }
        guard let columns else {
            columns = try readHeader(fields)
            return Row(text: "timestamp,value,anomaly_score,label")
        }
        guard fields.count == columns.count else {
            throw fault("fields", "\(fields.count)", "\(columns.count) as in the first line")
        }
        return try score(fields[columns.timestamp], fields[columns.value])
    }

    /// Says that the table has ended.
    ///
    /// - Throws: ``DeviceHealthError`` if there was not even a line of names.
    public func end() throws(DeviceHealthError) {
        guard columns == nil else { return }
        throw DeviceHealthError(field: "table", found: "no line", expected: "a first line 'timestamp,value'")
    }

    private mutating func score(_ stamp: String, _ text: String) throws(DeviceHealthError) -> Row {
        guard let time = MeasurementTime.parse(stamp) else {
            throw fault("timestamp", "'\(stamp)'", "2026-01-31 12:00:00, ISO 8601 or seconds since 1970")
        }
        guard let value = text.isEmpty ? Double.nan : Double(text) else {
            throw fault("value", "'\(text)'", "a number, 'nan' or nothing")
        }
        let score = detector.score(value, at: time)
        rows += 1
        if score.isAnomaly { anomalies += 1 }
        return Row(
            text: "\(stamp),\(text),\(score.value),\(score.isAnomaly ? 1 : 0)",
            explanation: score.explanation
        )
    }

    private func readHeader(_ fields: [String]) throws(DeviceHealthError) -> Columns {
        let names = fields.map { $0.lowercased() }
        guard let timestamp = names.firstIndex(of: "timestamp"), let value = names.firstIndex(of: "value") else {
            throw fault("names", "'\(fields.joined(separator: ",").prefix(80))'", "the columns timestamp and value")
        }
        return Columns(count: fields.count, timestamp: timestamp, value: value)
    }

    private func fault(_ what: String, _ found: String, _ expected: String) -> DeviceHealthError {
        DeviceHealthError(field: "line \(line), \(what)", found: found, expected: expected)
    }

    /// The fields of a line, without blanks and quotes around them; a comma within quotes is not foreseen.
    private static func fields(_ text: some StringProtocol) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false)
            .map { field in
                var bytes = Substring(field).utf8
                while let first = bytes.first, isPadding(first) { bytes.removeFirst() }
                while let last = bytes.last, isPadding(last) { bytes.removeLast() }
                return String(Substring(bytes))
            }
    }

    private static func isPadding(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\"") || byte == 13
    }
}
