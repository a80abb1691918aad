import MonitoringModel

extension MetricAlarmSet {
    /// Tells changes of state, held-back actions that are due, and reminders, in the order of evaluation.
    mutating func announce(_ changed: [AlarmChange], at instant: Instant) -> [AlarmTransition] {
        var origins: [Int: AlarmState] = [:]
        var concerned: Set<Int> = []
        for change in changed {
            origins[change.index] = origins[change.index] ?? change.from
            concerned.insert(change.index)
            concerned.formUnion(programs[change.index].suppressed)
        }
        for index in timerDue.indices where timerDue[index] <= instant.millisecondsSinceEpoch {
            concerned.insert(index)
        }
        var transitions: [AlarmTransition] = []
        for index in concerned.sorted() {
            if let transition = announce(index, from: origins[index], at: instant) { transitions.append(transition) }
            updateTimer(index)
        }
        return transitions
    }

    private mutating func announce(_ index: Int, from: AlarmState?, at instant: Instant) -> AlarmTransition? {
        changes.alarms.insert(programs[index].document.id)
        let memory = programs[index].memory
        guard memory.state != memory.told else {
            let wasHeld = memory.isHeld
            hold(index, until: nil, isHeld: false)
            guard let from else { return reminder(index, at: instant) }
            return transition(index, from: from, .evaluation, at: instant, isSuppressed: wasHeld)
        }
        if isSuppressing(index) {
            hold(index, until: nil, isHeld: true)
        } else if let end = endOfHold(index, isNew: from != nil, at: instant), end > instant {
            hold(index, until: end, isHeld: true)
        } else {
            return tell(index, from: from, at: instant)
        }
        guard let from else { return nil }
        return transition(index, from: from, .evaluation, at: instant, isSuppressed: true)
    }

    /// Until when actions that are owed have to wait, while the suppressor is not in ALARM.
    private func endOfHold(_ index: Int, isNew: Bool, at instant: Instant) -> Instant? {
        guard let suppressor = programs[index].document.suppressor, let other = programs[index].suppressor else {
            return nil
        }
        let memory = programs[index].memory
        if let until = memory.heldUntil { return until }
        let overhang = programs[other].memory.leftAlarmAt.map { $0 + .seconds(suppressor.overhang) }
        guard isNew, !memory.isHeld, memory.state == .alarm else { return overhang }
        let wait = instant + .seconds(suppressor.wait)
        return overhang.map { max($0, wait) } ?? wait
    }

    private func isSuppressing(_ index: Int) -> Bool {
        programs[index].suppressor.map { programs[$0].memory.state == .alarm } ?? false
    }

    private mutating func hold(_ index: Int, until end: Instant?, isHeld: Bool) {
        programs[index].memory.isHeld = isHeld
        programs[index].memory.heldUntil = end
    }

    /// Carries out the actions of the state that the alarm is in.
    private mutating func tell(_ index: Int, from: AlarmState?, at instant: Instant) -> AlarmTransition {
        let told = programs[index].memory.told
        hold(index, until: nil, isHeld: false)
        programs[index].memory.told = programs[index].memory.state
        programs[index].memory.toldAt = programs[index].memory.state == .alarm ? instant : nil
        let cause: AlarmTransition.Cause = from == nil ? .released : .evaluation
        var transition = transition(index, from: from ?? told, cause, at: instant, isSuppressed: false)
        let document = programs[index].document
        transition.actions = document.actionsEnabled ? document.actions[transition.to] ?? [] : []
        transition.report = report(index, at: instant)
        return transition
    }

    private mutating func reminder(_ index: Int, at instant: Instant) -> AlarmTransition? {
        guard let due = reminderDue(index), due <= instant.millisecondsSinceEpoch else { return nil }
        programs[index].memory.toldAt = Instant(millisecondsSinceEpoch: due)
        guard !isSuppressing(index), programs[index].document.actionsEnabled else { return nil }
        var transition = transition(index, from: .alarm, .reminder, at: instant, isSuppressed: false)
        transition.actions = programs[index].document.actions[.alarm] ?? []
        return transition
    }

    private func transition(
        _ index: Int,
        from: AlarmState,
        _ cause: AlarmTransition.Cause,
        at instant: Instant,
        isSuppressed: Bool
    ) -> AlarmTransition {
        let memory = programs[index].memory
        return AlarmTransition(
            alarm: programs[index].document.id,
            from: from,
            to: memory.state,
            at: instant,
            cause: cause == .evaluation && memory.isOverride ? .override : cause,
            reason: memory.reason,
            isSuppressed: isSuppressed,
            actions: [],
            report: nil
        )
    }

    private mutating func report(_ index: Int, at instant: Instant) -> ConditionReport? {
        let document = programs[index].document
        let memory = programs[index].memory
        guard let alert = document.alert, document.actionsEnabled || memory.hasAlert else { return nil }
        switch memory.state {
        case .alarm where document.actionsEnabled && !memory.hasAlert:
            programs[index].memory.hasAlert = true
            return Self.report(document.id, alert, memory, document.description, isActive: true, at: instant)
        case .ok where memory.hasAlert:
            programs[index].memory.hasAlert = false
            return Self.report(document.id, alert, memory, document.description, isActive: false, at: instant)
        default: return nil
        }
    }

    /// The report of an alarm's alert.
    static func report(
        _ alarm: AlarmID,
        _ alert: AlarmAlert,
        _ memory: AlarmMemory,
        _ description: String?,
        isActive: Bool,
        at instant: Instant
    ) -> ConditionReport {
        let summary = alert.summary ?? description ?? "Alarm \(alarm): \(memory.reason.text)"
        return ConditionReport(
            fingerprint: "metric_alarm/\(alarm)",
            kind: alert.kind,
            state: isActive ? .active : .cleared,
            severity: alert.severity,
            subject: alert.subject,
            summary: isActive ? summary : "Alarm \(alarm) is over.",
            details: ["alarm": alarm.rawValue, "state": memory.state.rawValue, "reason": memory.reason.text],
            observedAt: instant
        )
    }

    private func reminderDue(_ index: Int) -> Int64? {
        let memory = programs[index].memory
        guard memory.state == .alarm, memory.told == .alarm, let toldAt = memory.toldAt,
            let renotify = programs[index].document.renotify
        else { return nil }
        return (toldAt + .seconds(renotify)).millisecondsSinceEpoch
    }

    /// Sets when an alarm's held-back actions or its reminder are due.
    mutating func updateTimer(_ index: Int) {
        let held = programs[index].memory.heldUntil?.millisecondsSinceEpoch ?? .max
        timerDue[index] = min(held, reminderDue(index) ?? .max)
    }
}
