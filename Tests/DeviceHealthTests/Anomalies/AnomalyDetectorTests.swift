import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Anomalies in series")
struct AnomalyDetectorTests {
    @Test(
        "A value far beyond all others is an anomaly, in any unit and sign",
        arguments: [1, 1e-6, 1e9, -1, -1e6]
    )
    func spike(unit: Double) {
        var source = MadeUpSeries(seed: 1)
        var values = source.noise(1000)
        values[800] = 80
        let scores = MadeUpSeries.scores(values.map { $0 * unit })
        #expect(scores[800].isAnomaly)
        #expect(scores[200..<800].filter { $0.isAnomaly }.count <= 2)
    }

    @Test("Nothing is an anomaly before the warm-up has ended")
    func warmUp() {
        var source = MadeUpSeries(seed: 2)
        var values = source.noise(300)
        values[90] = 1000
        let scores = MadeUpSeries.scores(values)
        #expect(scores[..<99].allSatisfy { $0.value == 0 && !$0.isWarm })
        #expect(scores[99...].allSatisfy { $0.isWarm })
    }

    @Test("A new level is told when it begins, not for as long as it lasts")
    func levelShift() {
        var source = MadeUpSeries(seed: 3)
        let values = source.noise(1000) + source.noise(1000, around: 70)
        let scores = MadeUpSeries.scores(values)
        #expect(scores[1000].isAnomaly)
        #expect(scores[1100...].filter { $0.isAnomaly }.count <= 3)
    }

    @Test("A day whose peak stays away is an anomaly, though no value is extreme")
    func missingPeak() {
        var source = MadeUpSeries(seed: 4)
        var values = source.days(14)
        let day = 10 * 288
        for step in day + 24..<day + 120 { values[step] = 50 + 2 * (source.uniform() - 0.5) }
        let scores = MadeUpSeries.scores(values)
        #expect(scores[day + 24..<day + 144].contains { $0.isAnomaly })
        #expect(scores[7 * 288..<day].filter { $0.isAnomaly }.count <= 1)
    }

    @Test("A constant series is never an anomaly until it changes")
    func constant() {
        var values = [Double](repeating: 7.3, count: 2000)
        #expect(MadeUpSeries.scores(values).allSatisfy { $0.value == 0 })
        values[1500] = 7.4
        let scores = MadeUpSeries.scores(values)
        #expect(scores.firstIndex { $0.isAnomaly } == 1500)
    }

    @Test("A repeated excess scores a quarter of what it would, and no alarm")
    func repeated() {
        var source = MadeUpSeries(seed: 5)
        var values = source.noise(600)
        values[500] = 90
        values[505] = 95
        let scores = MadeUpSeries.scores(values)
        #expect(scores[500].isAnomaly)
        #expect(!scores[505].isAnomaly)
    }

    @Test(
        "Stored and restored at any point, the scores go on as if nothing had happened",
        arguments: [0, 1, 99, 650, 1900]
    )
    func restart(at point: Int) throws {
        var source = MadeUpSeries(seed: 6)
        var values = source.days(7)
        values[900] = 200
        values[1950] = .nan
        let expected = MadeUpSeries.scores(values)
        var detector = AnomalyDetector()
        let before = MadeUpSeries.scores(Array(values[..<point]), &detector)
        let stored = try JSONEncoder().encode(detector)
        var restored = try JSONDecoder().decode(AnomalyDetector.self, from: stored)
        #expect(restored == detector)
        let after = MadeUpSeries.scores(Array(values[point...]), &restored, from: point)
        #expect(before + after == expected)
    }

    @Test(
        "A stored state that makes no sense is refused, not trusted",
        arguments: [
            ("\"counts\":[", "\"counts\":[1,"), ("\"block\":0", "\"block\":99"), ("\"next\":0", "\"next\":-1"),
            ("\"capacity\":96", "\"capacity\":0"), ("\"dimensions\":8", "\"dimensions\":0"),
            ("\"blocks\":8", "\"blocks\":0"), ("\"memories\":[", "\"memories\":[{}"),
        ]
    )
    func corrupt(find: String, replacement: String) throws {
        var detector = AnomalyDetector()
        var source = MadeUpSeries(seed: 10)
        _ = MadeUpSeries.scores(source.noise(96 * 3), &detector)
        let stored = String(decoding: try JSONEncoder().encode(detector), as: UTF8.self)
        let broken = stored.replacing(find, with: replacement)
        #expect(broken != stored)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(AnomalyDetector.self, from: Data(broken.utf8))
        }
    }

    @Test("No score depends on what comes later")
    func future() {
        var source = MadeUpSeries(seed: 7)
        let values = source.days(6)
        let whole = MadeUpSeries.scores(values)
        #expect(MadeUpSeries.scores(Array(values[..<1000])) == Array(whole[..<1000]))
    }

    @Test("What is no number is counted, and changes nothing", arguments: [.nan, .infinity, -.infinity, 1e300, -1e151])
    func broken(value: Double) {
        var source = MadeUpSeries(seed: 8)
        var detector = AnomalyDetector()
        _ = MadeUpSeries.scores(source.noise(200), &detector)
        let before = detector
        #expect(detector.score(value, at: MadeUpSeries.fiveMinutes(200)).value == 0)
        #expect(detector.ignored == 1)
        #expect(detector.count == before.count)
        let next = MadeUpSeries.fiveMinutes(201)
        var unharmed = before
        #expect(detector.score(60, at: next) == unharmed.score(60, at: next))
    }

    @Test("Times that stand still, go back or are absurd do no harm")
    func times() {
        var source = MadeUpSeries(seed: 9)
        var detector = AnomalyDetector()
        for (index, value) in source.noise(2000).enumerated() {
            let time = [0, Int64.min, .max, -1, Int64(index % 7) * 3_600_000][index % 5]
            let score = detector.score(value, at: Instant(millisecondsSinceEpoch: time))
            #expect((0...1).contains(score.value))
        }
    }

    @Test("Scores stay between 0 and 1 and the state small for the wildest values", arguments: 1...5)
    func wild(seed: UInt64) throws {
        var source = MadeUpSeries(seed: seed)
        var detector = AnomalyDetector()
        for step in 0..<20_000 {
            let size = pow(10, 300 * (source.uniform() - 0.5))
            let value = source.uniform() < 0.1 ? 0 : (source.uniform() - 0.5) * size
            let score = detector.score(value, at: MadeUpSeries.fiveMinutes(step))
            #expect(score.value >= 0 && score.value <= 1)
        }
        #expect(try JSONEncoder().encode(detector).count < 40_000)
    }
}
