import Foundation
import MonitoringModel
import Testing

@testable import DeviceHealth

@Suite("Words for anomalies")
struct AnomalyExplanationTests {
    @Test("An explanation says how far, how rare and how many signs")
    func words() {
        var explanation = AnomalyExplanation(
            signal: .value,
            excess: 0.7,
            spreads: 3.42,
            memory: .seconds(21 * 86_400 + 5),
            signals: 1
        )
        #expect(explanation.description == "3.4 × its usual spread above the mean, highest in 21 days")
        explanation.excess = -0.7
        explanation.spreads = -12.3
        explanation.memory = .seconds(7200)
        explanation.signals = 4
        #expect(
            explanation.description
                == "12 × its usual spread below the mean, lowest in 2 hours, 4 signs in all"
        )
        explanation.signal = .longPattern
        explanation.spreads = 0.2
        explanation.signals = 1
        #expect(explanation.description == "the pattern of the last 288 values is the strangest in 2 hours")
    }

    @Test("An anomaly is explained by its own series, and nothing else is")
    func measured() throws {
        var source = MadeUpSeries(seed: 1)
        var values = source.noise(288 * 5)
        values[288 * 4] = 80
        let scores = MadeUpSeries.scores(values)
        let explanation = try #require(scores[288 * 4].explanation)
        #expect(explanation.spreads > 20)
        #expect(explanation.memory == .seconds(4 * 86_400))
        #expect(explanation.signals > 3)
        #expect(scores.allSatisfy { ($0.explanation != nil) == $0.isAnomaly })
    }

    @Test("Enormous figures do not trap")
    func enormous() {
        let explanation = AnomalyExplanation(
            signal: .hour,
            excess: .infinity,
            spreads: .infinity,
            memory: .seconds(Int64.max),
            signals: 14
        )
        #expect(explanation.description.hasPrefix("over 1000 × its usual spread above the mean"))
    }
}
