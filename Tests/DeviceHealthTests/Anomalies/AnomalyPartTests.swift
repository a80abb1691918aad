import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Parts of the anomaly detector")
struct AnomalyPartTests {
    @Test("Extremes are what a naive search of the remembered blocks finds")
    func extremes() {
        var settings = AnomalySettings()
        settings.blockLength = 16
        settings.blocks = 3
        var memory = ExtremeMemory()
        var source = MadeUpSeries(seed: 3)
        var values: [Double] = []
        for index in 0..<500 {
            let value = source.uniform()
            let excess = memory.note(value, leastRange: 1e-9, settings)
            let begin = max(0, (index - 1) / 16 - 2) * 16
            let known = values[min(begin, values.count)...]
            if let low = known.min(), let high = known.max() {
                let expected = value > high ? value - high : value < low ? value - low : 0
                #expect(abs(excess - min(1e6, expected / max(high - low, 1e-9))) < 1e-6)
            }
            values.append(value)
        }
    }

    @Test("Means of a ring are those of the last values")
    func ring() {
        var ring = RecentValues(capacity: 7)
        var values: [Double] = []
        #expect(ring.mean(last: 3) == 0)
        for index in 0..<30 {
            values.append(Double(index * index % 13))
            ring.append(values[index])
            let last = values.suffix(3)
            #expect(abs(ring.mean(last: 3) - last.reduce(0, +) / Double(last.count)) < 1e-12)
            let kept = values.suffix(7)
            #expect(ring.range == (kept.max() ?? 0) - (kept.min() ?? 0))
            if values.count >= 7 {
                #expect(abs(ring.mean(2, before: 3) - values.dropLast(3).suffix(2).reduce(0, +) / 2) < 1e-12)
            }
        }
    }

    @Test("The hour of the week is counted from Thursday, as the epoch was, and before it too")
    func hours() {
        let cases: [(Int64, Int)] = [(0, 0), (3_599_999, 0), (3_600_000, 1), (-1, 167), (168 * 3_600_000, 0)]
        for (milliseconds, hour) in cases {
            #expect(WeeklyProfile.hour(Instant(millisecondsSinceEpoch: milliseconds)) == hour)
        }
    }

    @Test("A surprise is new if it is higher than those of the last values, as a naive search finds")
    func repeats() {
        var filter = RepeatFilter()
        var source = MadeUpSeries(seed: 4)
        var past: [Double] = []
        for _ in 0..<2000 {
            let surprise = source.uniform() < 0.5 ? 0 : source.uniform()
            let expected = surprise > (past.suffix(20).max() ?? 0)
            #expect(filter.isNew(surprise, length: 20) == expected)
            past.append(surprise)
        }
    }

    @Test(
        "Settings out of range are refused with their name",
        arguments: [
            ("warmUp", "5"), ("blocks", "1"), ("blockLength", "1"), ("halfExcess", "0"), ("alarmSurprise", "-1"),
            ("repeatLength", "5000"), ("patterns", "100000"), ("signals", "[]"),
        ]
    )
    func settings(field: String, value: String) {
        let error = #expect(throws: DeviceHealthError.self) {
            try JSONDecoder().decode(AnomalySettings.self, from: Data("{\"\(field)\": \(value)}".utf8))
        }
        #expect(error?.field == field)
    }

    @Test("Settings survive a round trip, and what is missing is as the service has it")
    func roundTrip() throws {
        var settings = AnomalySettings()
        settings.patterns = 32
        settings.signals = [.value, .shift]
        let data = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(AnomalySettings.self, from: data) == settings)
        #expect(try JSONDecoder().decode(AnomalySettings.self, from: Data("{}".utf8)) == AnomalySettings())
    }
}
