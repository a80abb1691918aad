public import MonitoringModel

/// What an alarm wants done: its state changed, held-back actions became due, or it reminds.
public struct AlarmTransition: Hashable, Sendable {
    /// What brought it about.
    public enum Cause: String, Hashable, Codable, Sendable {
        /// The values, or the states of other alarms.
        case evaluation
        /// A person or program set the state.
        case override
        /// Actions that were kept back are due now; the state changed earlier.
        case released
        /// The alarm is still in ALARM after the time for which reminders were asked.
        case reminder
        /// The alarm was removed.
        case removal
    }

    /// The alarm.
    public var alarm: AlarmID
    /// The state it left; for a reminder the one it is in, for a release the one people were told last.
    public var from: AlarmState
    /// The state it is in.
    public var to: AlarmState
    /// When it happened.
    public var at: Instant
    /// What brought it about.
    public var cause: Cause
    /// Why it is in this state.
    public var reason: AlarmReason
    /// Whether its actions are kept back by a suppressor; then there are none here.
    public var isSuppressed: Bool
    /// What to do, in this order.
    public var actions: [AlarmAction]
    /// The alert that begins or ends, if the alarm has one.
    public var report: ConditionReport?

    /// The transition as a document, for templates and messages.
    public var document: JSONValue {
        let points = reason.points.map { point in
            JSONValue(object: ["at": .string("\(point.at)"), "value": .number(point.value)])
        }
        return JSONValue(object: [
            "alarm": .string(alarm.rawValue), "state": .string(to.rawValue), "previous_state": .string(from.rawValue),
            "at": .string("\(at)"), "timestamp": .integer(at.millisecondsSinceEpoch), "cause": .string(cause.rawValue),
            "reason": .string(reason.text), "points": .array(points),
        ])
    }
}
