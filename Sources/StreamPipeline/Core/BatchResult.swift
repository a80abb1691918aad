import MetricAlarms

/// What one batch of submissions led to.
struct BatchResult: Sendable {
    /// The machines after it.
    var core: MonitoringCore
    /// What each event of each submission led to.
    var outcomes: [[EventOutcome]] = []
    /// What observers are told.
    var committed = CommittedBatch()
    /// The changes of metric alarms' states, in order.
    var transitions: [AlarmTransition] = []
    /// Events that changed nothing because they were there already.
    var repetitions = 0
    /// Events that were stored, by kind.
    var stored: [String: Int] = [:]

    /// Adds what one event led to.
    mutating func add(_ outcome: EventOutcome, kind: JournalEntry.Kind) {
        if outcome.isRepetition {
            repetitions += 1
            return
        }
        stored[kind.rawValue, default: 0] += 1
        committed.changes += outcome.changes
        committed.messages += outcome.messages
        transitions += outcome.transitions
        committed.failedActions += outcome.failedActions
        committed.channels.formUnion(outcome.channels)
        committed.changedDocuments.formUnion(outcome.changedDocuments)
        if let profile = outcome.profile { committed.profile = profile }
    }
}
