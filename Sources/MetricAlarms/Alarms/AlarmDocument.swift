/// An alarm as a person writes it.
///
/// A metric alarm has `metric` and what belongs to it, a composite alarm has `expression` in its place:
///
///     id: too-bright
///     metric: {namespace: Greenhouse, name: lux}
///     statistic: Average
///     comparison: ">"
///     threshold: 35000
///     evaluation_periods: 15
///     alarm_actions: [{message: {person: anna, text: "Too bright"}}]
public struct AlarmDocument: Hashable, Sendable {
    /// What decides about the state.
    public enum Condition: Hashable, Sendable {
        /// The values of a metric.
        case metric(MetricCondition)
        /// The states of other alarms.
        case composite(CompositeExpression)
    }

    /// The alarm's name.
    public var id: AlarmID
    /// What the alarm is for, for people.
    public var description: String?
    /// What decides about the state.
    public var condition: Condition
    /// Whether actions are carried out and alerts reported; by default they are.
    public var actionsEnabled = true
    /// What to do on each transition to a state; at most ``MetricAlarmLimits/actions`` a state.
    public var actions: [AlarmState: [AlarmAction]] = [:]
    /// The alert that lasts while the alarm is in ALARM.
    public var alert: AlarmAlert?
    /// After how many seconds in ALARM its actions are repeated, again and again, at least 60; by default never.
    public var renotify: Int64?
    /// Another alarm that keeps the actions back while it is in ALARM.
    public var suppressor: ActionSuppressor?

    /// Creates an alarm without actions.
    public init(id: AlarmID, condition: Condition) {
        self.id = id
        self.condition = condition
    }

    /// The condition, if it is about a metric.
    public var metricCondition: MetricCondition? {
        guard case .metric(let condition) = condition else { return nil }
        return condition
    }

    /// The expression, if the alarm is a composite one.
    public var expression: CompositeExpression? {
        guard case .composite(let expression) = condition else { return nil }
        return expression
    }

    /// Checks that everything within the document is permitted; references to others are checked by the set.
    ///
    /// - Throws: ``MetricAlarmError`` at the first fault.
    public func validate() throws(MetricAlarmError) {
        do throws(MetricAlarmError) {
            if let metricCondition { try metricCondition.validate() }
            try suppressor?.validate()
            for (state, list) in actions where list.count > MetricAlarmLimits.actions {
                throw fault(
                    Self.field(of: state).rawValue,
                    "\(list.count) actions",
                    "at most \(MetricAlarmLimits.actions)"
                )
            }
            if let renotify, !(60...MetricAlarmLimits.waitSeconds).contains(renotify) {
                throw fault("renotify_s", "\(renotify)", "60 to \(MetricAlarmLimits.waitSeconds)")
            }
            for (path, text) in [("description", description), ("alert.summary", alert?.summary)] {
                guard let text, text.utf8.count > MetricAlarmLimits.textBytes else { continue }
                throw fault(path, "\(text.utf8.count) bytes", "at most \(MetricAlarmLimits.textBytes)")
            }
        } catch {
            var placed = error
            placed.alarm = id
            throw placed
        }
    }

    private func fault(_ path: String, _ found: String, _ expected: String) -> MetricAlarmError {
        MetricAlarmError(path: path, found: found, expected: expected)
    }
}
