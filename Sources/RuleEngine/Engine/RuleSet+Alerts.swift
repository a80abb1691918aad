public import MonitoringModel

extension RuleSet {
    /// Begins or ends the condition that an alert reports.
    mutating func follow(
        _ firing: Firing,
        _ place: Int,
        _ alert: AlertAction,
        _ summary: Template,
        _ evaluation: inout Evaluation,
        _ outcome: inout RuleOutcome
    ) {
        guard let edge = firing.edge else { return }
        let message = evaluation.message
        let rule = compiled[firing.number].rule.id
        let known = active[firing.key]
        let state: RuleKeyState
        switch (edge, known) {
        case (.active, nil):
            state = RuleKeyState(
                activeSince: message.observedAt,
                kind: alert.kind,
                severity: alert.severity,
                subject: Subject(device: message.device, person: alert.person, site: alert.site)
            )
            begin(firing.key, state, &outcome)
        case (.cleared, let known?):
            guard message.observedAt >= known.activeSince else {
                ruleCounters[firing.number].late &+= 1
                return
            }
            state = known
            _ = active.remove(firing.key)
            outcome.changes.append(RuleStateChange(key: firing.key, state: stored(firing.key)))
        case (.active, .some), (.cleared, nil): return
        }
        let text = summary.text(&evaluation) ?? "Rule \(rule)"
        let report = ConditionReport(
            fingerprint: firing.key.fingerprint,
            kind: state.kind,
            state: edge,
            severity: state.severity,
            subject: state.subject,
            summary: Text.prefix(text, bytes: RuleLimits.summaryBytes),
            details: ["rule": rule.rawValue, "topic": message.topic],
            observedAt: message.observedAt
        )
        outcome.effects.append(RuleEffect(rule: rule, index: place, effect: .report(report)))
    }

    /// Takes up the conditions that held and the streams that were remembered when the program stopped.
    ///
    /// Those of rules that are no longer in force, or no longer alert, are cleared, and so are streams of rules
    /// that have another statement now.
    public mutating func restore(_ states: [RuleKey: RuleKeyState], at now: Instant) -> RuleOutcome {
        var outcome = RuleOutcome()
        for (key, state) in states.sorted(by: { $0.value.activeSince < $1.value.activeSince }) {
            let rule = number(of: key.rule).map { compiled[$0] }
            let isKnown = state.memory.map { $0.statement == rule?.stream?.identity } ?? true
            guard let rule, isKnown, !state.isActive || rule.alert != nil else {
                forget(key, state, at: now, &outcome)
                continue
            }
            if let memory = state.memory, let plan = rule.stream {
                memories[key] = memory
                if let at = memory.deadline(plan) { deadlines.insert(DeadlineQueue.Entry(at: at, key: key)) }
            }
            if state.isActive { begin(key, state, &outcome) }
        }
        beginExpecting(at: now, &outcome)
        return outcome
    }

    /// Returns what is to be stored under a key; `nil` for nothing.
    func stored(_ key: RuleKey) -> RuleKeyState? {
        let memory = memories[key]
        if var state = active[key] {
            state.memory = memory
            return state
        }
        return memory.map { memory in
            RuleKeyState(
                activeSince: memory.updatedAt,
                kind: .rule,
                severity: .warning,
                subject: Subject(device: nil),
                isActive: false,
                memory: memory
            )
        }
    }

    /// Forgets a condition and a stream, and clears what was reported.
    mutating func forget(_ key: RuleKey, _ state: RuleKeyState, at now: Instant, _ outcome: inout RuleOutcome) {
        _ = active.remove(key)
        memories[key] = nil
        outcome.changes.append(RuleStateChange(key: key, state: nil))
        guard state.isActive else { return }
        let report = ConditionReport(
            fingerprint: key.fingerprint,
            kind: state.kind,
            state: .cleared,
            severity: state.severity,
            subject: state.subject,
            summary: "Rule \(key.rule) was changed or removed",
            details: ["rule": key.rule.rawValue],
            observedAt: now
        )
        outcome.effects.append(RuleEffect(rule: key.rule, index: 0, effect: .report(report)))
    }

    private mutating func begin(_ key: RuleKey, _ state: RuleKeyState, _ outcome: inout RuleOutcome) {
        let forgotten = active.insert(key, state)
        outcome.changes.append(RuleStateChange(key: key, state: stored(key)))
        guard let forgotten else { return }
        counters.forgottenKeys &+= 1
        outcome.changes.append(RuleStateChange(key: forgotten, state: stored(forgotten)))
    }

    /// The condition of a rule for a message: its device's, or its topic's where no device is known.
    static func key(_ rule: RuleID, _ message: Telemetry) -> RuleKey {
        RuleKey(rule: rule, key: message.device?.rawValue ?? message.topic)
    }
}
