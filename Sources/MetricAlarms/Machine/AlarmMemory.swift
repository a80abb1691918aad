public import MonitoringModel

/// What is stored of one alarm between evaluations.
public struct AlarmMemory: Hashable, Codable, Sendable {
    /// The state.
    public internal(set) var state = AlarmState.insufficientData
    /// Since when it is in this state; `nil` if it never changed.
    public internal(set) var since: Instant?
    /// Why it is in this state.
    public internal(set) var reason = AlarmReason(text: "Not evaluated yet.")
    /// Whether the state was set by hand and holds until the next evaluation.
    public internal(set) var isOverride = false
    /// When it left ALARM last.
    var leftAlarmAt: Instant?
    /// The state whose actions were carried out last.
    var told = AlarmState.insufficientData
    /// Until when actions are kept back, if their time is known.
    var heldUntil: Instant?
    /// Whether actions are kept back.
    var isHeld = false
    /// When actions were carried out last, while in ALARM.
    var toldAt: Instant?
    /// Whether an alert was reported that has not been cleared.
    var hasAlert = false
    /// The expression that was evaluated, of a composite alarm.
    var evaluated: String?

    /// Creates the memory of an alarm that was never evaluated.
    init() {}

    /// The same memory with times that a sum cannot overflow.
    var clamped: AlarmMemory {
        var memory = self
        memory.heldUntil = heldUntil.map(MetricAlarmSet.clamp)
        memory.toldAt = toldAt.map(MetricAlarmSet.clamp)
        memory.leftAlarmAt = leftAlarmAt.map(MetricAlarmSet.clamp)
        return memory
    }
}
