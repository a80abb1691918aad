import Foundation
import MetricAlarms
import MonitoringModel

/// What a minute of many alarms costs: values that arrive, and the evaluation of every alarm.
struct AlarmBenchmark {
    /// How many alarms, each on a series of its own.
    let alarms: Int
    /// How many values of each series arrive in a minute.
    let valuesPerMinute: Int
    /// How many minutes are measured.
    let minutes: Int
    /// The alarms' statistic.
    let statistic: MetricStatistic
    /// How many periods an alarm looks at.
    let periods: Int
    /// The length of a period, in seconds.
    let period: Int64

    /// Runs the minutes and returns the processor's time of each, in seconds: all of it, and evaluation alone.
    func run() throws -> (whole: [Double], evaluation: [Double]) {
        let series = try (0..<alarms)
            .map { index in
                try MetricSeries(namespace: "Bench", name: "lux", dimensions: ["device": "device-\(index)"])
            }
        let documents = try series.enumerated()
            .map { index, series in
                let condition = MetricCondition(
                    metric: series,
                    statistic: statistic,
                    period: period,
                    evaluationPeriods: periods,
                    datapointsToAlarm: max(1, periods / 2),
                    comparison: .greater,
                    threshold: 50
                )
                guard let id = AlarmID("alarm-\(index)") else { throw CocoaError(.coderInvalidValue) }
                return AlarmDocument(id: id, condition: .metric(condition))
            }
        var set = try MetricAlarmSet(documents)
        var now = Instant(millisecondsSinceEpoch: 1_780_300_800_000)
        _ = set.advance(to: now)
        var (whole, evaluation): ([Double], [Double]) = ([], [])
        var transitions = 0
        for minute in 0..<(minutes + periods + 2) {
            let begin = Self.processorTime()
            for step in 0..<valuesPerMinute {
                let at = now + .milliseconds(Int64(step) * 60_000 / Int64(valuesPerMinute))
                for index in series.indices {
                    let value = Double((index &+ minute &* 7) % 100)
                    let point = MetricDataPoint(series: series[index], value: value, observedAt: at)
                    transitions += set.handle(point, at: at).count
                }
            }
            let arrived = Self.processorTime()
            now = now + .seconds(60)
            transitions += set.advance(to: now).count
            let changes = set.takeChanges()
            let end = Self.processorTime()
            guard minute >= periods + 2, !changes.series.isEmpty else { continue }
            whole.append(end - begin)
            evaluation.append(end - arrived)
        }
        print("  \(transitions) transitions, \(set.counters.evaluations) evaluations, \(set.counters.taken) values")
        return (whole, evaluation)
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

let cases: [(String, AlarmBenchmark)] = [
    (
        "10,000 alarms, 15 periods of a minute, average, a value a minute each",
        AlarmBenchmark(
            alarms: 10_000,
            valuesPerMinute: 1,
            minutes: 15,
            statistic: .average,
            periods: 15,
            period: 60
        )
    ),
    (
        "10,000 alarms, 15 periods of a minute, average, six values a minute each",
        AlarmBenchmark(
            alarms: 10_000,
            valuesPerMinute: 6,
            minutes: 15,
            statistic: .average,
            periods: 15,
            period: 60
        )
    ),
    (
        "10,000 alarms, 5 periods of 5 minutes, p90, six values a minute each",
        AlarmBenchmark(
            alarms: 10_000,
            valuesPerMinute: 6,
            minutes: 10,
            statistic: .percentile(90),
            periods: 5,
            period: 300
        )
    ),
]
let limit = 1.2
var failed = false
for (name, benchmark) in cases {
    print(name)
    let (whole, evaluation) = try benchmark.run()
    let share = median(whole) / 60 * 100
    print(
        "  median \(String(format: "%.1f", median(whole) * 1_000)) ms of processor time a minute"
            + " (evaluation alone \(String(format: "%.1f", median(evaluation) * 1_000)) ms),"
            + " \(String(format: "%.3f", share)) % of a core"
    )
    failed = failed || median(whole) > limit
}
if failed {
    print("more than 2 % of a core")
    exit(1)
}
