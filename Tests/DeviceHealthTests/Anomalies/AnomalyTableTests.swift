import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Tables of measurements")
struct AnomalyTableTests {
    private func score(_ lines: [String]) throws -> [String] {
        var table = AnomalyTable()
        let rows = try lines.compactMap { try table.take($0)?.text }
        try table.end()
        return rows
    }

    @Test("Timestamps and values are repeated as they stand, with a score and a label")
    func rows() throws {
        let rows = try score(["timestamp,value", "2014-04-01 00:00:00,20.0", "", "2014-04-01 00:05:00,1e1\r"])
        #expect(
            rows == [
                "timestamp,value,anomaly_score,label", "2014-04-01 00:00:00,20.0,0.0,0",
                "2014-04-01 00:05:00,1e1,0.0,0",
            ]
        )
    }

    @Test("Columns may stand in any order, between others, in quotes and capitals")
    func columns() throws {
        let rows = try score(["\"Value\", id ,Timestamp", "7,box,\"2014-04-01 00:00:00\""])
        #expect(rows.last == "2014-04-01 00:00:00,7,0.0,0")
    }

    @Test(
        "Times are understood as the corpus, ISO 8601 and seconds since 1970 write them",
        arguments: [
            ("2014-04-01 00:00:00", 1_396_310_400_000), ("2014-04-01T02:00:00+02:00", 1_396_310_400_000),
            ("2014-04-01T00:00:00.250Z", 1_396_310_400_250), ("1396310400", 1_396_310_400_000),
            ("1396310400.5", 1_396_310_400_500), ("-1", -1000), ("2014-04-01 00:00", 1_396_310_400_000),
        ] as [(String, Int64)]
    )
    func times(text: String, milliseconds: Int64) {
        #expect(MeasurementTime.parse(text)?.millisecondsSinceEpoch == milliseconds)
    }

    @Test(
        "What is no time is refused",
        arguments: ["", "-", ".", "yesterday", "2014-02-30 00:00:00", "99999999999999", "1e9", "1.2.3", "2014-04-01"]
    )
    func noTimes(text: String) {
        #expect(MeasurementTime.parse(text) == nil)
    }

    @Test("Missing and broken values score 0", arguments: ["", "nan", "inf", "-inf", "1e999"])
    func broken(value: String) throws {
        #expect(try score(["timestamp,value", "1,\(value)"]).last == "1,\(value),0.0,0")
    }

    @Test(
        "A fault names its line, what was found and what is expected",
        arguments: [
            (["timestamp,value", "1,2", "1,x"], "line 3, value: found 'x', expected a number, 'nan' or nothing"),
            (["timestamp,value", "soon,2"], "line 2, timestamp: found 'soon'"),
            (["timestamp,value", "1"], "line 2, fields: found 1, expected 2"),
            (["timestamp,value", "1,2,3"], "line 2, fields: found 3, expected 2"),
            (["time,value"], "line 1, names: found 'time,value', expected the columns timestamp and value"),
            ([String(repeating: "x", count: 20_000)], "line 1, length: found 20000 bytes"),
            ([], "table: found no line"), ([""], "table: found no line"),
        ] as [([String], String)]
    )
    func faults(lines: [String], message: String) {
        let error = #expect(throws: DeviceHealthError.self) { try score(lines) }
        #expect(error.map { "\($0)".hasPrefix(message) } == true, "\(error.map { "\($0)" } ?? "-")")
    }

    @Test("Random bytes give rows or faults, never a crash")
    func noise() {
        var source = MadeUpSeries(seed: 11)
        for _ in 0..<2000 {
            var table = AnomalyTable()
            _ = Result { try table.take("timestamp,value") }
            let bytes = (0..<Int(source.uniform() * 40)).map { _ in UInt8(source.uniform() * 255) }
            let row = Result { try table.take(String(decoding: bytes, as: UTF8.self)) }
            if case .success(let row?) = row { #expect(row.text.split(separator: ",").count >= 2) }
        }
    }

    @Test("Anomalies are counted, labelled and explained")
    func labels() throws {
        var table = AnomalyTable()
        var source = MadeUpSeries(seed: 1)
        _ = try table.take("timestamp,value")
        var last: AnomalyTable.Row?
        for (index, value) in (source.noise(300) + [90]).enumerated() {
            last = try table.take("\(1_396_310_400 + index * 300),\(value)")
        }
        #expect(last?.text.hasSuffix(",1") == true)
        #expect(last?.explanation != nil)
        #expect(table.rows == 301)
        #expect(table.anomalies >= 1)
    }
}
