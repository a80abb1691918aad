import MetricAlarms
import MonitoringModel
public import RuleEngine

extension MonitoringCore {
    /// The owner of the deadline at which rules want to be called; its key is empty.
    static let ruleDeadlineOwner = "rules"

    /// Checks that rules want only what can be done.
    ///
    /// - Throws: ``DocumentRefusal`` that names the rule and the action.
    public static func checkActions(of rule: Rule) throws(DocumentRefusal) {
        for action in rule.actions + [rule.errorAction].compactMap(\.self) {
            switch action {
            case .alert, .republish, .metric, .alarmState: continue
            default:
                throw .invalid(
                    "Rule '\(rule.id)': nothing carries out the action '\(action.name)' yet; "
                        + "use alert, republish, metric or alarmState."
                )
            }
        }
    }

    /// Lets the rules whose time has come do what they wait for.
    mutating func advanceRules(_ turn: inout Turn) throws {
        try carryOut(rules.advance(to: turn.now), &turn)
    }

    /// Does what rules want, and has them called when they want to be.
    mutating func carryOut(_ outcome: RuleOutcome, _ turn: inout Turn) throws {
        note(outcome)
        for effect in outcome.effects { try apply(effect.effect, &turn) }
        try carryOut(outcome.invocations, &turn)
        let id = Deadline.ID(owner: Self.ruleDeadlineOwner, key: "")
        guard let next = rules.nextDeadline, deadlines.due(id) != next else { return }
        try apply(.schedule(Deadline(id: id, dueAt: next)), &turn)
    }

    /// Asks other parts for what rules want of them; what fails goes to a rule's action for errors, and no further.
    private mutating func carryOut(_ invocations: [RuleInvocation], _ turn: inout Turn) throws {
        for invocation in invocations {
            let failures = try invocation.requests.compactMap { request in
                try carryOut(request, of: invocation, &turn)
                    .map { reason in
                        ActionFailure(
                            failedAction: request.action.name,
                            failedResource: request.action.resource,
                            errorMessage: reason
                        )
                    }
            }
            let conclusion = rules.conclude(invocation, failures: failures, at: turn.now)
            note(conclusion)
            for effect in conclusion.effects { try apply(effect.effect, &turn) }
            try carryOut(conclusion.invocations, &turn)
        }
    }

    /// What rules may know of a message beside its topic and document.
    ///
    /// The seed of `rand()` and `newuuid()` follows from the message and its place in the journal, so that a batch that
    /// is tried again makes the same.
    func context(of telemetry: Telemetry, _ turn: Turn) -> MessageContext {
        var context = MessageContext()
        context.traceID = turn.cause
        let text = "\(turn.cause)/\(telemetry.receivedAt.millisecondsSinceEpoch)/\(telemetry.topic)"
        context.entropy = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return context
    }

    /// Carries out one action; returns why it failed, if it did.
    private mutating func carryOut(
        _ request: ActionRequest,
        of invocation: RuleInvocation,
        _ turn: inout Turn
    ) throws -> String? {
        switch request.action {
        case .metric(let action):
            let series: MetricSeries
            do throws(MetricAlarmError) {
                series = try MetricSeries(
                    namespace: action.namespace,
                    name: action.name,
                    dimensions: action.dimensions,
                    unit: action.unit == "None" ? nil : action.unit
                )
            } catch {
                return "\(error)"
            }
            guard let value = action.number else { return "'\(action.value.prefix(40))' is no number" }
            let observedAt = action.timestamp.flatMap(Self.instant) ?? invocation.origin.observedAt
            try measure(MetricDataPoint(series: series, value: value, observedAt: observedAt), &turn)
            return nil
        case .alarmState(let action):
            guard let id = AlarmID(action.alarm), alarms.document(of: id) != nil else {
                return "there is no alarm '\(action.alarm.prefix(40))'"
            }
            try setAlarm(id, to: action.state, reason: action.reason, &turn)
            return nil
        default: return "nothing carries out this action"
        }
    }

    /// Reads milliseconds or seconds since 1970; what is below the year 2001 in milliseconds is seconds.
    private static func instant(_ text: String) -> Instant? {
        guard let number = Double(text), number.isFinite, abs(number) < 1e15 else { return nil }
        return Instant(millisecondsSinceEpoch: Int64(abs(number) < 1e11 ? number * 1_000 : number))
    }
}
