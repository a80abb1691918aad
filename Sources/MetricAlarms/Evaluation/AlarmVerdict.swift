/// What the values of a metric's newest periods say about its alarm.
///
/// Source: the alarm documentation of Amazon CloudWatch, "How alarm state is evaluated when data is
/// missing" and "Avoiding premature transitions to alarm state", as its published cases show it. Where the
/// text of the second and a case of the first disagree (an old value within the threshold, then an old
/// breaching one, then nothing, M = 2 of N = 3), the case is followed: a value within the threshold
/// anywhere in the range keeps the alarm from going off early.
struct AlarmVerdict: Hashable, Sendable {
    /// What decided.
    enum Ground: Hashable, Sendable {
        /// As many periods with values as are evaluated.
        case values
        /// Fewer, and missing ones counted as the treatment says.
        case filled(Int)
        /// Fewer, all beyond the threshold, the oldest of them old enough.
        case oldBreach(age: Int)
        /// No period with values.
        case noValues
    }

    /// The state, or `nil` to keep the one that is.
    var state: AlarmState?
    /// What decided.
    var ground: Ground
    /// How many of the considered periods with values were beyond the threshold.
    var breaching: Int
    /// How many periods with values were considered.
    var real: Int

    /// Judges the newest periods.
    ///
    /// - Parameters:
    ///   - condition: What is looked at.
    ///   - treatment: What a period without values counts as.
    ///   - value: The value of the period of an age, 1 for the newest; `nil` if it is without values.
    /// - Returns: The state, what decided, and how many periods counted.
    static func judge(
        _ condition: MetricCondition,
        treatment: MissingDataTreatment,
        value: (Int) -> Double?
    ) -> AlarmVerdict {
        var verdict = AlarmVerdict(state: nil, ground: .values, breaching: 0, real: 0)
        var oldestBreach = 0
        for age in 1...max(1, condition.evaluationRange) {
            guard let value = value(age) else { continue }
            verdict.real += 1
            if condition.comparison.isBreaching(value, condition.threshold) {
                verdict.breaching += 1
                oldestBreach = age
            }
            if verdict.real == condition.evaluationPeriods { break }
        }
        verdict.settle(condition, treatment, oldestBreach)
        return verdict
    }

    private mutating func settle(_ condition: MetricCondition, _ treatment: MissingDataTreatment, _ oldestBreach: Int) {
        let needed = condition.datapointsToAlarm
        guard real < condition.evaluationPeriods else {
            state = breaching >= needed ? .alarm : .ok
            return
        }
        let filled = condition.evaluationPeriods - real
        ground = real == 0 ? .noValues : .filled(filled)
        switch treatment {
        case .breaching: state = breaching + filled >= needed ? .alarm : .ok
        case .notBreaching: state = breaching >= needed ? .alarm : .ok
        case .ignore, .missing:
            if breaching >= needed {
                state = .alarm
            } else if real > breaching {
                state = .ok
            } else if treatment == .missing {
                if real == 0 {
                    state = .insufficientData
                } else if oldestBreach >= needed {
                    state = .alarm
                    ground = .oldBreach(age: oldestBreach)
                }
            }
        }
    }
}
