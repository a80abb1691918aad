import MonitoringModel

/// An alarm ready for evaluation.
struct AlarmProgram: Sendable {
    /// What a metric alarm's evaluation needs at hand.
    struct Metric: Sendable {
        /// The condition.
        var condition: MetricCondition
        /// Which of the set's windows holds the series.
        var window: Int
        /// How many slots of this window make a period.
        var slotsPerPeriod: Int
        /// How often it is evaluated, in milliseconds.
        var interval: Int64
        /// How long each evaluation waits, in milliseconds.
        var delay: Int64

        /// The first time after an instant at which the alarm is evaluated.
        func firstDue(after instant: Instant) -> Int64 {
            let shifted = instant.millisecondsSinceEpoch - delay
            let (quotient, remainder) = shifted.quotientAndRemainder(dividingBy: interval)
            return ((remainder < 0 ? quotient - 1 : quotient) + 1) * interval + delay
        }
    }

    /// The alarm.
    let document: AlarmDocument
    /// What its evaluation needs, if it is a metric alarm.
    let metric: Metric?
    /// The expression as text, if it is a composite one.
    let expression: String?
    /// Which alarm keeps its actions back.
    let suppressor: Int?
    /// The composite alarms that name it.
    var parents: [Int] = []
    /// The alarms whose actions it keeps back.
    var suppressed: [Int] = []
    /// What is stored.
    var memory: AlarmMemory
}
