import Foundation
import MonitoringModel

@testable import MetricAlarms

/// An evaluator that keeps every value and computes everything anew each time: what the streaming one must equal.
struct NaiveEvaluator {
    struct Value {
        var value: Double
        var observedAt: Int64
    }

    let condition: MetricCondition
    var values: [Value] = []
    var state = AlarmState.insufficientData
    var changes: [String] = []
    private var lastDue: Int64

    init(_ condition: MetricCondition, from start: Instant) {
        self.condition = condition
        lastDue = start.millisecondsSinceEpoch
    }

    /// Evaluates at every time that is due until an instant.
    mutating func advance(to now: Instant) {
        let interval: Int64 = condition.period < 60 ? 10_000 : 60_000
        let delay = condition.delay * 1_000
        while true {
            var due = (lastDue - delay) / interval * interval + delay
            while due <= lastDue { due += interval }
            guard due <= now.millisecondsSinceEpoch else { return }
            lastDue = due
            evaluate(end: due - delay, at: due)
        }
    }

    mutating func take(_ value: Double, observedAt: Instant, at now: Instant) {
        advance(to: now)
        guard observedAt <= now + .seconds(300) else { return }
        values.append(Value(value: value, observedAt: observedAt.millisecondsSinceEpoch))
    }

    private mutating func evaluate(end: Int64, at due: Int64) {
        let period = condition.period * 1_000
        var points: [Double?] = []
        for age in 1...Int64(condition.evaluationRange) {
            let from = end - age * period
            points.append(
                statistic(values.filter { $0.observedAt >= from && $0.observedAt < from + period }.map(\.value))
            )
        }
        guard let next = verdict(points), next != state else { return }
        state = next
        changes.append("\(due) \(next.rawValue)")
    }

    private func statistic(_ values: [Double]) -> Double? {
        guard let least = values.min(), let greatest = values.max() else { return nil }
        switch condition.statistic {
        case .sampleCount: return Double(values.count)
        case .sum: return values.reduce(0, +)
        case .average: return values.reduce(0, +) / Double(values.count)
        case .minimum: return least
        case .maximum: return greatest
        case .percentile(let percent):
            let rank = Int((percent / 100 * Double(values.count)).rounded(.up))
            return values.sorted()[max(0, min(values.count, rank) - 1)]
        }
    }

    /// The documented rules, word by word, over points with the newest first.
    private func verdict(_ points: [Double?]) -> AlarmState? {
        let breaches: [Bool?] = points.map { point in
            guard let point else { return nil }
            switch condition.comparison {
            case .greater: return point > condition.threshold
            case .greaterOrEqual: return point >= condition.threshold
            case .less: return point < condition.threshold
            case .lessOrEqual: return point <= condition.threshold
            }
        }
        let real = breaches.compactMap(\.self)
        let (periods, needed) = (condition.evaluationPeriods, condition.datapointsToAlarm)
        if real.count >= periods {
            return real.prefix(periods).count { $0 } >= needed ? .alarm : .ok
        }
        let missing = periods - real.count
        switch condition.missingData {
        case .breaching: return (real + Array(repeating: true, count: missing)).count { $0 } >= needed ? .alarm : .ok
        case .notBreaching:
            return (real + Array(repeating: false, count: missing)).count { $0 } >= needed ? .alarm : .ok
        case .missing where real.isEmpty: return .insufficientData
        case .missing, .ignore:
            if real.count(where: { $0 }) >= needed { return .alarm }
            if real.contains(false) { return .ok }
            let oldest = breaches.lastIndex(of: true).map { $0 + 1 } ?? 0
            return condition.missingData == .missing && oldest >= needed ? .alarm : nil
        }
    }
}
