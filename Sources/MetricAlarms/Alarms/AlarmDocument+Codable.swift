import MonitoringModel

extension AlarmDocument: Codable {
    /// The fields of the document.
    enum Field: String, CaseIterable {
        case id, description, metric, statistic, comparison, threshold, expression, alert, suppressor
        case period = "period_s"
        case evaluationPeriods = "evaluation_periods"
        case datapointsToAlarm = "datapoints_to_alarm"
        case missingData = "treat_missing_data"
        case evaluationRange = "evaluation_range"
        case delay = "evaluation_delay_s"
        case actionsEnabled = "actions_enabled"
        case okActions = "ok_actions"
        case alarmActions = "alarm_actions"
        case insufficientDataActions = "insufficient_data_actions"
        case renotify = "renotify_s"
    }

    /// The fields that only a metric alarm has.
    private static var metricFields: [Field] {
        [
            .metric, .statistic, .comparison, .threshold, .period, .evaluationPeriods, .datapointsToAlarm,
            .missingData, .evaluationRange, .delay,
        ]
    }

    /// The field with the actions of a state.
    static func field(of state: AlarmState) -> Field {
        switch state {
        case .ok: .okActions
        case .alarm: .alarmActions
        case .insufficientData: .insufficientDataActions
        }
    }

    /// Decodes an alarm.
    ///
    /// - Throws: `DecodingError` with the path of the first field that is missing, unknown, of the wrong type or
    ///   out of range.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        self.init(id: try fields.required(.id), condition: try Self.condition(fields))
        description = try fields.optional(.description)
        actionsEnabled = try fields.optional(.actionsEnabled) ?? true
        for state in AlarmState.allCases {
            guard let list: [AlarmAction] = try fields.optional(Self.field(of: state)), !list.isEmpty else { continue }
            actions[state] = list
        }
        alert = try fields.optional(.alert)
        renotify = try fields.optional(.renotify)
        suppressor = try fields.optional(.suppressor)
        do {
            try validate()
        } catch {
            throw fields.failure(error)
        }
    }

    private static func condition(_ fields: DocumentFields<Field>) throws -> Condition {
        guard try fields.has(.expression) else { return .metric(try metricCondition(fields)) }
        if let field = try metricFields.first(where: { field in try fields.has(field) }) {
            let error = MetricAlarmError(
                path: field.rawValue,
                found: "a field of a metric alarm beside an expression",
                expected: "either metric or expression",
                hint: "remove the one or the other"
            )
            throw fields.failure(error)
        }
        let text: String = try fields.required(.expression)
        do {
            return .composite(try CompositeExpression(parsing: text))
        } catch {
            throw fields.failure(error)
        }
    }

    private static func metricCondition(_ fields: DocumentFields<Field>) throws -> MetricCondition {
        guard try fields.has(.metric) else {
            let error = MetricAlarmError(
                path: Field.metric.rawValue,
                found: "neither metric nor expression",
                expected: "one of them",
                hint: "name the metric as {namespace: …, name: …}, or the alarms it stands on as an expression"
            )
            throw fields.failure(error)
        }
        return MetricCondition(
            metric: try fields.required(.metric),
            statistic: try fields.optional(.statistic) ?? .average,
            period: try fields.optional(.period) ?? 60,
            evaluationPeriods: try fields.optional(.evaluationPeriods) ?? 1,
            datapointsToAlarm: try fields.optional(.datapointsToAlarm),
            comparison: try fields.required(.comparison),
            threshold: try fields.required(.threshold),
            missingData: try fields.optional(.missingData) ?? .missing,
            evaluationRange: try fields.optional(.evaluationRange),
            delay: try fields.optional(.delay) ?? 0
        )
    }

    /// Encodes the alarm.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var fields = DocumentFieldWriter<Field>(encoder)
        try fields.write(id, .id)
        try fields.write(description, .description)
        switch condition {
        case .composite(let expression): try fields.write("\(expression)", .expression)
        case .metric(let condition):
            try fields.write(condition.metric, .metric)
            try fields.write(condition.statistic, .statistic)
            try fields.write(condition.period, .period)
            try fields.write(condition.evaluationPeriods, .evaluationPeriods)
            try fields.write(condition.datapointsToAlarm, .datapointsToAlarm)
            try fields.write(condition.comparison, .comparison)
            try fields.write(condition.threshold, .threshold)
            try fields.write(condition.missingData, .missingData)
            try fields.write(condition.evaluationRange, .evaluationRange)
            try fields.write(condition.delay, .delay)
        }
        try fields.write(actionsEnabled, .actionsEnabled)
        for state in AlarmState.allCases { try fields.write(actions[state], Self.field(of: state)) }
        try fields.write(alert, .alert)
        try fields.write(renotify, .renotify)
        try fields.write(suppressor, .suppressor)
    }
}
