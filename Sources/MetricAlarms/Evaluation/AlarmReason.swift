public import MonitoringModel

/// Why an alarm is in its state: words for a person, and the values behind them.
public struct AlarmReason: Hashable, Codable, Sendable {
    /// The value of one period.
    public struct Point: Hashable, Codable, Sendable {
        /// When the period began.
        public var at: Instant
        /// The statistic of its values.
        public var value: Double

        /// Creates a point.
        public init(at: Instant, value: Double) {
            self.at = at
            self.value = value
        }
    }

    /// The reason in words.
    public var text: String
    /// The newest of the values that were considered, newest first; at most ``MetricAlarmLimits/reasonPoints``.
    public var points: [Point]

    /// Creates a reason.
    public init(text: String, points: [Point] = []) {
        self.text = text
        self.points = points
    }
}

extension AlarmReason {
    /// The reason of a verdict about a metric.
    init(_ verdict: AlarmVerdict, _ condition: MetricCondition, points: [Point]) {
        self.init(text: Self.words(verdict, condition, points), points: points)
    }

    private static func words(_ verdict: AlarmVerdict, _ condition: MetricCondition, _ points: [Point]) -> String {
        let metric = "\(condition.statistic) of \(condition.metric)"
        let limit = "\(condition.comparison.words) \(condition.threshold.plain)"
        let periods = condition.period == 60 ? "minutes" : "periods of \(condition.period) s"
        let needed = "\(condition.datapointsToAlarm) of \(condition.evaluationPeriods) are needed for ALARM"
        let treatment = condition.missingData.rawValue
        var text: String
        switch verdict.ground {
        case .noValues:
            text = "No value of \(condition.metric) in the last \(condition.evaluationRange) \(periods)"
            return text + (condition.missingData == .missing ? "." : ", which counts as \(treatment).")
        case .values:
            text = "\(verdict.breaching) of the last \(verdict.real) \(periods) with values had \(metric) \(limit)"
        case .filled(let filled):
            text =
                "\(verdict.breaching) of the \(verdict.real) \(periods) with values had \(metric) \(limit), "
                + "\(filled) without values count as \(treatment)"
        case .oldBreach(let age):
            text =
                "\(verdict.breaching) of the \(verdict.real) \(periods) with values had \(metric) \(limit), "
                + "the oldest \(age) \(periods) ago, and nothing newer is within the threshold"
        }
        return text + " (\(needed)): " + list(points, verdict.real)
    }

    private static func list(_ points: [Point], _ count: Int) -> String {
        let shown = points.map { "\($0.value.plain) at \($0.at)" }.joined(separator: ", ")
        return shown + (count > points.count ? " and \(count - points.count) older." : ".")
    }
}
