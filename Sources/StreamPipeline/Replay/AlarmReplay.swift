public import MetricAlarms
public import MonitoringModel
public import RuleEngine

/// Rules and metric alarms played over stored messages in virtual time: what would have changed when.
///
/// The same machines as in the service, with a store that forgets everything; nothing is carried out.
public struct AlarmReplay: Sendable {
    private var core: MonitoringCore
    private var now: Instant

    /// Prepares alarms that know nothing yet, and the rules that measure for them.
    ///
    /// - Throws: The first fault in a rule or an alarm.
    public init(rules: [Rule], alarms: [AlarmDocument], from start: Instant) throws {
        var household = Household()
        household.rules = rules
        household.alarms = alarms
        household.actions = .decidedElsewhere
        core = try MonitoringCore(household: household, restored: StoredState(), at: start)
        now = start
    }

    /// Takes the next message, in the order of arrival, and returns what changes up to and with it.
    ///
    /// - Throws: Nothing of its own: a store that forgets has no failures.
    public mutating func play(_ message: Telemetry) throws -> [AlarmTransition] {
        let before = try run(to: message.receivedAt)
        return before + (try process([InputEvent(.telemetry(message, payload: []))]))
    }

    /// Lets time go on and returns what changes; time never goes back.
    ///
    /// - Throws: Nothing of its own: a store that forgets has no failures.
    public mutating func run(to end: Instant) throws -> [AlarmTransition] {
        var transitions: [AlarmTransition] = []
        while let due = core.deadlines.nextDue(), due <= end {
            now = max(now, due)
            transitions += try process([])
        }
        now = max(now, end)
        return transitions
    }

    private mutating func process(_ events: [InputEvent]) throws -> [AlarmTransition] {
        let result = try core.process([events], at: now, in: ForgetfulTransaction())
        core = result.core
        return result.transitions
    }
}
