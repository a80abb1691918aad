/// What a metric alarm looks at: the statistic of so many periods, and when it is beyond the threshold.
public struct MetricCondition: Hashable, Sendable {
    /// The series; without a unit, values of every unit count.
    public var metric: MetricSeries
    /// What is computed from the values of one period; by default their mean.
    public var statistic: MetricStatistic
    /// The length of a period in seconds: 10, 20, 30 or a multiple of 60; by default 60.
    public var period: Int64
    /// How many of the newest periods are evaluated (N); by default 1.
    ///
    /// They cover at most a day.
    public var evaluationPeriods: Int
    /// How many of these must be beyond the threshold (M), 1 to N; by default all.
    public var datapointsToAlarm: Int
    /// On which side of the threshold the alarm is.
    public var comparison: AlarmComparison
    /// The threshold, in the metric's unit.
    public var threshold: Double
    /// What a period without values counts as; by default `missing`.
    public var missingData: MissingDataTreatment
    /// How many periods are looked at when some are without values; by default two more than N.
    ///
    /// The reference looks at more than N and does not say at how many; its published cases have five for three.
    public var evaluationRange: Int
    /// How long an evaluation waits for late values, in seconds; by default it does not wait.
    public var delay: Int64

    /// Creates a condition.
    public init(
        metric: MetricSeries,
        statistic: MetricStatistic = .average,
        period: Int64 = 60,
        evaluationPeriods: Int = 1,
        datapointsToAlarm: Int? = nil,
        comparison: AlarmComparison,
        threshold: Double,
        missingData: MissingDataTreatment = .missing,
        evaluationRange: Int? = nil,
        delay: Int64 = 0
    ) {
        self.metric = metric
        self.statistic = statistic
        self.period = period
        self.evaluationPeriods = evaluationPeriods
        self.datapointsToAlarm = datapointsToAlarm ?? evaluationPeriods
        self.comparison = comparison
        self.threshold = threshold
        self.missingData = missingData
        self.evaluationRange = evaluationRange ?? (evaluationPeriods &+ 2)
        self.delay = delay
    }

    /// How often it is evaluated, in seconds: every 10 for periods under a minute, else every 60.
    public var evaluationInterval: Int64 { period < 60 ? 10 : 60 }

    /// Checks that everything is within its range.
    ///
    /// - Throws: ``MetricAlarmError`` at the first that is not.
    public func validate() throws(MetricAlarmError) {
        guard [10, 20, 30].contains(period) || (period > 0 && period % 60 == 0) else {
            throw fault("period_s", "\(period)", "10, 20, 30 or a multiple of 60")
        }
        let most = max(1, MetricAlarmLimits.coveredSeconds / period)
        guard period <= MetricAlarmLimits.coveredSeconds, (1...most).contains(Int64(evaluationPeriods)) else {
            throw fault(
                "evaluation_periods",
                "\(evaluationPeriods) periods of \(period) s",
                "1 to \(most) of them",
                "the periods of an alarm cover at most a day (\(MetricAlarmLimits.coveredSeconds) s)"
            )
        }
        guard (1...evaluationPeriods).contains(datapointsToAlarm) else {
            throw fault(
                "datapoints_to_alarm",
                "\(datapointsToAlarm)",
                "1 to \(evaluationPeriods), the evaluation periods"
            )
        }
        let range = evaluationPeriods...(evaluationPeriods + MetricAlarmLimits.extraPeriods)
        guard range.contains(evaluationRange) else {
            throw fault("evaluation_range", "\(evaluationRange)", "\(range.lowerBound) to \(range.upperBound)")
        }
        guard (0...MetricAlarmLimits.delaySeconds).contains(delay) else {
            throw fault("evaluation_delay_s", "\(delay)", "0 to \(MetricAlarmLimits.delaySeconds)")
        }
        guard threshold.isFinite else { throw fault("threshold", "\(threshold)", "a finite number") }
        if case .percentile(let percent) = statistic, !(0...100).contains(percent) {
            throw fault("statistic", "p\(percent)", "p0 to p100")
        }
    }

    private func fault(_ path: String, _ found: String, _ expected: String, _ hint: String? = nil) -> MetricAlarmError {
        MetricAlarmError(path: path, found: found, expected: expected, hint: hint)
    }
}
