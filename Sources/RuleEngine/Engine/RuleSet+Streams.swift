public import MonitoringModel

extension RuleSet {
    /// Lets the rules know what time it is: windows end, durations are over, absences are noticed.
    public mutating func advance(to now: Instant) -> RuleOutcome {
        var outcome = RuleOutcome()
        if !hasBegun { beginExpecting(at: now, &outcome) }
        while let entry = deadlines.first, entry.at <= now {
            deadlines.removeFirst()
            guard let number = number(of: entry.key.rule), let plan = compiled[number].stream,
                var memory = memories[entry.key], memory.deadline(plan) == entry.at
            else { continue }
            expire(number, plan, entry.key, &memory, now, &outcome)
            remember(entry.key, memory, plan, now, &outcome)
        }
        return outcome
    }

    /// Waits for the first message of topics that rules expect by name.
    mutating func beginExpecting(at now: Instant, _ outcome: inout RuleOutcome) {
        hasBegun = true
        for rule in compiled {
            guard let plan = rule.stream, let topic = plan.expectedTopic else { continue }
            let key = RuleKey(rule: rule.rule.id, key: topic)
            guard memories[key] == nil else { continue }
            var memory = RuleMemory(of: plan, updatedAt: now)
            memory.seenAt = now
            remember(key, memory, plan, now, &outcome)
        }
    }

    /// Lets a rule that remembers look at a message.
    mutating func handleStream(
        _ number: Int,
        _ telemetry: Telemetry,
        _ context: MessageContext,
        _ now: Instant,
        _ outcome: inout RuleOutcome
    ) {
        guard let plan = compiled[number].stream else { return }
        var message = telemetry
        // A device whose clock runs far ahead would close every window of its stream.
        if message.observedAt > now + .milliseconds(RuleLimits.clockLead) { message.observedAt = now }
        var evaluation = compiled[number].evaluation(message, at: now, context)
        guard let name = plan.key(&evaluation) else {
            ruleCounters[number].undefined &+= 1
            return
        }
        let key = RuleKey(rule: compiled[number].rule.id, key: name)
        var memory = memories[key] ?? RuleMemory(of: plan, updatedAt: now)
        plan.lookBack(&evaluation, &memory)
        let truth = compiled[number].holds(&evaluation)
        if truth == true { ruleCounters[number].matched &+= 1 }
        if truth == nil { ruleCounters[number].undefined &+= 1 }
        if plan.window != nil {
            if truth == true { take(number, plan, key, &memory, &evaluation, &outcome) }
        } else if plan.absence != nil {
            if truth == true { appear(number, plan, key, &memory, &evaluation, &outcome) }
        } else {
            settle(number, plan, key, &memory, truth, &evaluation, &outcome)
        }
        remember(key, memory, plan, now, &outcome)
    }

    /// Puts a message into its windows.
    private mutating func take(
        _ number: Int,
        _ plan: StreamPlan,
        _ key: RuleKey,
        _ memory: inout RuleMemory,
        _ evaluation: inout Evaluation,
        _ outcome: inout RuleOutcome
    ) {
        guard let window = plan.window else { return }
        let values = plan.aggregates.map { $0.argument == nil ? .bool(true) : $0.argument?.value(&evaluation) }
        let lateBefore = memory.windows.late
        let at = evaluation.message.observedAt
        let outputs = memory.windows.add(values, at: at, window, lateness: plan.lateness, plan.aggregates)
        ruleCounters[number].late &+= UInt64(clamping: memory.windows.late - lateBefore)
        memory.last = RememberedMessage(evaluation.message, result: nil)
        for output in outputs { emit(number, plan, key, &memory, output, evaluation, &outcome) }
    }

    /// Acts on the result of a window.
    private mutating func emit(
        _ number: Int,
        _ plan: StreamPlan,
        _ key: RuleKey,
        _ memory: inout RuleMemory,
        _ output: WindowState.Output,
        _ current: Evaluation,
        _ outcome: inout RuleOutcome
    ) {
        guard let last = memory.last else { return }
        var message = last.message(at: current.now, observedAt: output.end)
        message.document = .null
        var evaluation = Evaluation(message, at: current.now, context: current.context, version: current.version)
        evaluation.slots = output.values
        let holds = plan.having.map { $0.truth(&evaluation) == true } ?? true
        turn(holds, number, plan, key, &memory, &evaluation, nil, &outcome)
    }

    /// Notes that a message came that had been waited for.
    private mutating func appear(
        _ number: Int,
        _ plan: StreamPlan,
        _ key: RuleKey,
        _ memory: inout RuleMemory,
        _ evaluation: inout Evaluation,
        _ outcome: inout RuleOutcome
    ) {
        let selected = plan.projection.value(&evaluation)
        memory.seenAt = max(memory.seenAt ?? evaluation.now, evaluation.now)
        memory.last = RememberedMessage(evaluation.message, result: selected)
        if memory.isOn {
            // What ends an absence is the arrival, whenever the message was measured.
            turn(false, number, plan, key, &memory, &evaluation, nil, &outcome)
        }
    }

    /// Follows a condition through hysteresis and duration.
    private mutating func settle(
        _ number: Int,
        _ plan: StreamPlan,
        _ key: RuleKey,
        _ memory: inout RuleMemory,
        _ truth: Bool?,
        _ evaluation: inout Evaluation,
        _ outcome: inout RuleOutcome
    ) {
        let at = evaluation.message.observedAt
        if let turnedAt = memory.turnedAt, at < turnedAt {
            ruleCounters[number].late &+= 1
            return
        }
        let wasHolding = memory.isHolding
        if wasHolding, let until = plan.until {
            memory.isHolding = until.truth(&evaluation) != true
        } else if let truth {
            memory.isHolding = truth
        }
        guard memory.isHolding else {
            memory.holdingSince = nil
            if memory.isOn || plan.edge == .level {
                turn(false, number, plan, key, &memory, &evaluation, nil, &outcome)
            }
            return
        }
        if !wasHolding { memory.holdingSince = at }
        guard let holding = plan.holding, let since = memory.holdingSince else {
            // Between the two limits of a hysteresis nothing new has happened, and neither if it is Undefined.
            let isNews = truth == true || plan.until == nil && truth != nil
            if isNews { turn(true, number, plan, key, &memory, &evaluation, nil, &outcome) }
            return
        }
        if memory.isOn || at >= since + holding {
            turn(true, number, plan, key, &memory, &evaluation, nil, &outcome)
        } else {
            memory.last = RememberedMessage(evaluation.message, result: plan.projection.value(&evaluation))
        }
    }

    /// Does what was to happen without a message.
    private mutating func expire(
        _ number: Int,
        _ plan: StreamPlan,
        _ key: RuleKey,
        _ memory: inout RuleMemory,
        _ now: Instant,
        _ outcome: inout RuleOutcome
    ) {
        let version = compiled[number].rule.version
        if let window = plan.window, memory.windows.deadline(window, lateness: plan.lateness) != nil {
            let outputs = memory.windows.close(until: now, lateness: plan.lateness, plan.aggregates)
            guard let last = memory.last else { return }
            let message = last.message(at: now, observedAt: now)
            let evaluation = Evaluation(message, at: now, context: MessageContext(), version: version)
            for output in outputs { emit(number, plan, key, &memory, output, evaluation, &outcome) }
            return
        }
        let due = memory.deadline(plan) ?? now
        let message =
            memory.last?.message(at: now, observedAt: due)
            ?? Telemetry(topic: key.key, device: nil, document: .null, observedAt: due, receivedAt: now)
        var evaluation = compiled[number].evaluation(message, at: now, MessageContext())
        let result = memory.last?.result.map(RuleResult.document) ?? .document(.object([]))
        turn(true, number, plan, key, &memory, &evaluation, result, &outcome)
    }

    /// Turns a rule on or off for a stream and acts on the edge or the level.
    ///
    /// Expressions of actions see what was selected beside the message, because a window has no message.
    private mutating func turn(
        _ isOn: Bool,
        _ number: Int,
        _ plan: StreamPlan,
        _ key: RuleKey,
        _ memory: inout RuleMemory,
        _ evaluation: inout Evaluation,
        _ known: RuleResult?,
        _ outcome: inout RuleOutcome
    ) {
        let wasOn = memory.isOn
        memory.isOn = isOn
        if wasOn != isOn { memory.turnedAt = evaluation.message.observedAt }
        let acts =
            switch plan.edge {
            case .level: isOn
            case .rising: isOn && !wasOn
            case .falling: !isOn && wasOn
            case .change: isOn != wasOn
            }
        let edge: ConditionReport.State? = isOn == wasOn ? nil : isOn ? .active : .cleared
        guard acts || edge != nil else { return }
        let result = known ?? plan.projection.result(&evaluation)
        evaluation.document = Self.overlaid(evaluation.document, result.document)
        perform(Firing(number: number, key: key, edge: edge, acts: acts), &evaluation, result, &outcome)
    }

    private static func overlaid(_ document: JSONValue, _ selected: JSONValue?) -> JSONValue {
        guard case .object(let members)? = selected else { return document }
        guard case .object(let all) = document else { return .object(members) }
        let names = Set(members.map(\.name))
        return .object(members + all.filter { !names.contains($0.name) })
    }

    /// Keeps what a rule remembers of a stream, within bounds.
    private mutating func remember(
        _ key: RuleKey,
        _ memory: RuleMemory,
        _ plan: StreamPlan,
        _ now: Instant,
        _ outcome: inout RuleOutcome
    ) {
        let before = memories[key]
        guard memory != before else { return }
        var changed = memory
        changed.updatedAt = now
        if before == nil, memories.count >= RuleLimits.rememberedStreams { makeRoom(&outcome) }
        memories[key] = changed
        let deadline = changed.deadline(plan)
        if let deadline, deadline != before?.deadline(plan) {
            deadlines.insert(DeadlineQueue.Entry(at: deadline, key: key))
            dropStaleDeadlines()
        } else if let deadline, deadlines.count == 0 {
            deadlines.insert(DeadlineQueue.Entry(at: deadline, key: key))
        }
        outcome.changes.append(RuleStateChange(key: key, state: stored(key)))
    }

    /// Forgets the tenth of the streams that changed longest ago, so that making room costs little each time.
    private mutating func makeRoom(_ outcome: inout RuleOutcome) {
        let oldest = memories.sorted { $0.value.updatedAt < $1.value.updatedAt }.prefix(memories.count / 10 + 1)
        for (key, _) in oldest {
            memories[key] = nil
            counters.forgottenStreams &+= 1
            outcome.changes.append(RuleStateChange(key: key, state: stored(key)))
        }
    }

    private mutating func dropStaleDeadlines() {
        guard deadlines.count > 2 * memories.count + 1_024 else { return }
        var kept = deadlines
        kept.keep { entry in
            guard let number = number(of: entry.key.rule), let plan = compiled[number].stream else { return false }
            return memories[entry.key]?.deadline(plan) == entry.at
        }
        deadlines = kept
    }
}
