import Foundation
import MonitoringModel
import Testing

@testable import MetricAlarms

@Suite("The streaming evaluator equals the naive one")
struct StreamingPropertyTests {
    private func condition(_ random: inout SeededGenerator) throws -> MetricCondition {
        let statistics: [MetricStatistic] = [
            .sampleCount, .sum, .average, .minimum, .maximum, .percentile(0), .percentile(50), .percentile(90),
            .percentile(100),
        ]
        let periods = Int.random(in: 1...6, using: &random)
        return MetricCondition(
            metric: try MetricSeries(namespace: "Test", name: ["a", "b"].randomElement(using: &random) ?? "a"),
            statistic: statistics.randomElement(using: &random) ?? .sum,
            period: [10, 20, 30, 60, 60, 60, 120, 300].randomElement(using: &random) ?? 60,
            evaluationPeriods: periods,
            datapointsToAlarm: Int.random(in: 1...periods, using: &random),
            comparison: AlarmComparison.allCases.randomElement(using: &random) ?? .less,
            threshold: Double(Int.random(in: 1...8, using: &random)),
            missingData: MissingDataTreatment.allCases.randomElement(using: &random) ?? .missing,
            evaluationRange: periods + Int.random(in: 0...4, using: &random),
            delay: [0, 0, 0, 5, 75].randomElement(using: &random) ?? 0
        )
    }

    /// How long ago a value was measured that arrives now: mostly just now, at times long ago or in the future.
    private func lateness(_ random: inout SeededGenerator) -> Int64 {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: Int64.random(in: 0...4_000_000, using: &random)
        case 1, 2: Int64.random(in: 0...200_000, using: &random)
        case 3: -Int64.random(in: 0...400_000, using: &random)
        default: Int64.random(in: 0...3_000, using: &random)
        }
    }

    @Test("Random series with gaps, late, early and repeated values, and restarts", arguments: 0..<20)
    func equal(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        var now = morning + .milliseconds(Int64.random(in: 0...120_000, using: &random))
        var naive = try (0..<8).map { _ in NaiveEvaluator(try condition(&random), from: now) }
        let documents = try naive.enumerated()
            .map { index, evaluator in
                AlarmDocument(id: try #require(AlarmID("alarm-\(index)")), condition: .metric(evaluator.condition))
            }
        var set = try MetricAlarmSet(documents)
        var transitions = set.advance(to: now)
        for _ in 0..<250 {
            now =
                now
                + .milliseconds(
                    Int64.random(
                        in: 0...(Int.random(in: 0..<15, using: &random) == 0 ? 700_000 : 30_000),
                        using: &random
                    )
                )
            let name = ["a", "b"].randomElement(using: &random) ?? "a"
            let series = try MetricSeries(namespace: "Test", name: name)
            let point = MetricDataPoint(
                series: series,
                value: Double(Int.random(in: 0...9, using: &random)),
                observedAt: now - .milliseconds(lateness(&random))
            )
            for _ in 0...(Int.random(in: 0..<10, using: &random) / 9) {
                transitions += set.handle(point, at: now)
                for index in naive.indices {
                    if naive[index].condition.metric == series {
                        naive[index].take(point.value, observedAt: point.observedAt, at: now)
                    } else {
                        naive[index].advance(to: now)
                    }
                }
            }
            if Int.random(in: 0..<25, using: &random) == 0 {
                let stored = try JSONEncoder().encode(set.memory)
                set = try MetricAlarmSet(documents, memory: try JSONDecoder().decode(AlarmSetMemory.self, from: stored))
                set.resume(at: now)
            }
            for index in naive.indices {
                try #require(set.memory(of: documents[index].id)?.state == naive[index].state)
            }
        }
        for index in naive.indices {
            let own = transitions.filter { $0.alarm == documents[index].id }
            #expect(own.map { "\($0.at.millisecondsSinceEpoch) \($0.to.rawValue)" } == naive[index].changes)
        }
        #expect(naive.contains { $0.changes.count > 3 })
    }

    @Test("The order of calls within a wait does not matter: one long step equals many short ones", arguments: 0..<6)
    func steps(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed + 1_000)
        let documents = try (0..<6)
            .map { index in
                var document = AlarmDocument(
                    id: try #require(AlarmID("alarm-\(index)")),
                    condition: .metric(try condition(&random))
                )
                document.actions = [.alarm: [AlarmAction(name: "message", settings: .null)]]
                if index % 2 == 0 { document.renotify = 600 }
                return document
            }
        var short = try MetricAlarmSet(documents)
        var long = short
        var (first, second) = (short.advance(to: morning), long.advance(to: morning))
        var now = morning
        for _ in 0..<60 {
            let end = now + .milliseconds(Int64.random(in: 0...1_500_000, using: &random))
            while let due = short.nextDeadline, due <= end { first += short.advance(to: due) }
            now = end
            let point = MetricDataPoint(
                series: try MetricSeries(namespace: "Test", name: "a"),
                value: Double(Int.random(in: 0...9, using: &random)),
                observedAt: now
            )
            first += short.handle(point, at: now)
            second += long.handle(point, at: now)
        }
        #expect(first == second)
        #expect(short.memory == long.memory)
    }
}
