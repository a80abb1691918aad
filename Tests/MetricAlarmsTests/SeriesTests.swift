import Foundation
import MonitoringModel
import Testing

@testable import MetricAlarms

@Suite("Values and statistics")
struct SeriesTests {
    @Test(
        "Statistics of one period",
        arguments: [
            ("SampleCount", 5.0), ("Sum", 30), ("Average", 6), ("Minimum", 2), ("Maximum", 12), ("p0", 2), ("p20", 2),
            ("p20.1", 4), ("p50", 5), ("p80", 7), ("p99", 12), ("p100", 12),
        ]
    )
    func statistics(_ name: String, _ expected: Double) throws {
        let statistic = try #require(MetricStatistic(name))
        var window = SeriesWindow(slotLength: 60_000, slotCount: 20, keepsSamples: true)
        for value in [7.0, 2, 12, 4, 5] { #expect(window.add(value, at: morning) == .taken) }
        let slot = window.slot(of: morning)
        #expect(window.statistic(statistic, from: slot, count: 1) == expected)
        #expect(window.statistic(statistic, from: slot - 3, count: 5) == expected)
        #expect(window.statistic(statistic, from: slot - 3, count: 3) == nil)
        #expect(statistic.description == name)
    }

    @Test("Percentiles over several slots take all values", arguments: [(10.0, 10.0), (50, 50), (90, 90), (99.5, 100)])
    func manySlots(_ percent: Double, _ expected: Double) {
        var window = SeriesWindow(slotLength: 60_000, slotCount: 20, keepsSamples: true)
        for value in 1...100 { _ = window.add(Double(value), at: morning + .seconds(60 * (value % 10))) }
        let slot = window.slot(of: morning)
        #expect(window.statistic(.percentile(percent), from: slot, count: 10) == expected)
    }

    @Test("Of very many values the percentiles stay near the true ones", arguments: [1.0, 25, 50, 75, 99])
    func sketch(_ percent: Double) throws {
        var random = SeededGenerator(seed: 7)
        var window = SeriesWindow(slotLength: 60_000, slotCount: 5, keepsSamples: true)
        let values = (0..<20_000)
            .map { _ in Double.random(in: 0...1, using: &random) * Double.random(in: 0...1, using: &random) }
        for value in values { _ = window.add(value, at: morning) }
        let found = try #require(window.statistic(.percentile(percent), from: window.slot(of: morning), count: 1))
        let rank = Double(values.count { $0 <= found }) / Double(values.count) * 100
        #expect(abs(rank - percent) < 1.5)
        #expect(SeriesMemory(try MetricSeries(namespace: "n", name: "m"), window).samples?[0].count ?? 0 <= 512)
    }

    @Test(
        "Names of statistics",
        arguments: [
            ("p101", false), ("p", false), ("p-1", false), ("p1e1", false), ("p٣", false), ("pNaN", false),
            ("mean", false),
            ("", false), ("average", true), ("sample_count", true), ("P99", true), ("p0.001", true), ("p1.2.3", false),
        ]
    )
    func names(_ name: String, _ isKnown: Bool) {
        #expect((MetricStatistic(name) != nil) == isKnown)
    }

    @Test("A series is told apart by namespace, name, dimensions and unit, not by the order of dimensions")
    func identity() throws {
        let first = try MetricSeries(namespace: "n", name: "m", dimensions: ["a": "1", "b": "2"])
        #expect(try MetricSeries(namespace: "n", name: "m", dimensions: ["b": "2", "a": "1"]) == first)
        #expect(try MetricSeries(namespace: "n", name: "m", dimensions: ["a": "1"]) != first)
        #expect(try MetricSeries(namespace: "n", name: "m", dimensions: ["a": "1", "b": "2"], unit: "lx") != first)
        #expect(first.description == "n/m{a=1,b=2}")
    }

    @Test("An alarm without a unit takes values of every unit, one with a unit only its own")
    func units() throws {
        var withUnit = try alarm("with-unit", above: 10)
        if case .metric(var condition) = withUnit.condition {
            condition.metric = try MetricSeries(namespace: "Greenhouse", name: "lux", unit: "lx")
            withUnit.condition = .metric(condition)
        }
        var timeline = try AlarmTimeline([withUnit, try alarm("any", above: 10)])
        try timeline.take(20, unit: "lx")
        timeline.wait(60)
        #expect(timeline.happened() == ["08:01:00 any ALARM !", "08:01:00 with-unit ALARM !"])
        try timeline.take(5, unit: "klx")
        timeline.wait(60)
        #expect(timeline.happened() == ["08:02:00 any OK"])
        #expect(timeline.set.isWatching(try MetricSeries(namespace: "Greenhouse", name: "lux", unit: "K")))
        #expect(!timeline.set.isWatching(try MetricSeries(namespace: "Greenhouse", name: "heat")))
    }

    @Test("Values that cannot count are counted and passed by")
    func passedBy() throws {
        var timeline = try AlarmTimeline([try alarm("bright", needed: 1, of: 3)])
        try timeline.take(.nan)
        try timeline.take(.infinity)
        try timeline.take(1e200)
        try timeline.take(1, "heat")
        try timeline.take(1, dimensions: ["room": "hall"])
        try timeline.take(99_999, ago: 86_400)
        try timeline.take(99_999, ago: -301)
        try timeline.take(1, ago: -300)
        let counters = timeline.set.counters
        #expect(counters.invalid == 3 && counters.unwatched == 2 && counters.tooLate == 1)
        #expect(counters.future == 1 && counters.taken == 1)
        timeline.wait(240)
        #expect(timeline.happened().isEmpty)
    }

    @Test("A late value counts in its own minute at the next evaluation")
    func late() throws {
        var timeline = try AlarmTimeline([try alarm("bright", statistic: .maximum, needed: 2, of: 2)])
        try timeline.minutes([1, 40_000, nil])
        #expect(timeline.happened() == ["08:01:00 bright OK"])
        try timeline.take(40_000, ago: 30)
        timeline.wait(59)
        #expect(timeline.happened().isEmpty)
        timeline.wait(1)
        #expect(timeline.happened() == ["08:04:00 bright ALARM !"])
    }

    @Test("With a delay an evaluation waits for late values of its period")
    func delay() throws {
        var timeline = try AlarmTimeline([try alarm("bright", delay: 20)])
        timeline.wait(75)
        try timeline.take(40_000, ago: 16)
        timeline.wait(4)
        #expect(timeline.happened().isEmpty)
        timeline.wait(1)
        #expect(timeline.happened() == ["08:01:20 bright ALARM !"])
    }

    @Test("Every value counts, also a repeated one", arguments: [(MetricStatistic.sum, 4.0), (.sampleCount, 2)])
    func duplicates(_ statistic: MetricStatistic, _ threshold: Double) throws {
        var timeline = try AlarmTimeline([
            try alarm("count", above: threshold, .greaterOrEqual, statistic: statistic)
        ])
        try timeline.take(2)
        timeline.wait(60)
        #expect(timeline.happened() == ["08:01:00 count OK"])
        try timeline.take(2)
        try timeline.take(2)
        timeline.wait(60)
        #expect(timeline.happened() == ["08:02:00 count ALARM !"])
    }

    @Test("Periods under a minute are evaluated every ten seconds, longer ones every minute over a rolling window")
    func intervals() throws {
        var fast = try AlarmTimeline([try alarm("fast", above: 1, period: 10)])
        try fast.take(5)
        fast.wait(20)
        #expect(fast.happened() == ["08:00:10 fast ALARM !"])
        var slow = try AlarmTimeline([try alarm("slow", above: 100, statistic: .sum, period: 300)])
        try slow.minutes([40, 40])
        #expect(slow.happened() == ["08:01:00 slow OK"])
        try slow.minutes([40])
        #expect(slow.happened() == ["08:03:00 slow ALARM !"])
        try slow.minutes([0, 0])
        #expect(slow.happened().isEmpty)
        try slow.minutes([0])
        #expect(slow.happened() == ["08:06:00 slow OK"])
    }
}
