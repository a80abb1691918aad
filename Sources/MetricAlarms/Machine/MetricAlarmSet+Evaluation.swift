import MonitoringModel

/// A change of an alarm's state that has not been told yet.
struct AlarmChange: Sendable {
    /// Which alarm.
    var index: Int
    /// The state it left.
    var from: AlarmState
}

extension MetricAlarmSet {
    /// Begins to count time, without values of a time that is still to come.
    mutating func start(at now: Instant) {
        if clock != nil { windows = windows.map(\.emptied) }
        clock = now
        changes.clock = true
        schedule(after: now)
    }

    /// Sets every alarm's next evaluation to the first one after an instant.
    mutating func schedule(after instant: Instant) {
        for index in programs.indices {
            evaluationDue[index] = programs[index].metric?.firstDue(after: instant) ?? .max
            updateTimer(index)
        }
        updateNextDue()
    }

    /// Leaves out evaluations, and if asked for reminders, that were due before the last one until an instant.
    mutating func passOver(until now: Instant, reminders: Bool) {
        for index in programs.indices {
            if let metric = programs[index].metric {
                let due = metric.firstDue(after: now) - metric.interval
                if due > evaluationDue[index] {
                    counters.skipped &+= UInt64((due - evaluationDue[index]) / metric.interval)
                    evaluationDue[index] = due
                }
            }
            if reminders { passOverReminders(index, until: now) }
            updateTimer(index)
        }
        updateNextDue()
    }

    private mutating func passOverReminders(_ index: Int, until now: Instant) {
        guard let renotify = programs[index].document.renotify, let told = programs[index].memory.toldAt else { return }
        let length = renotify * 1_000
        let passed = (now.millisecondsSinceEpoch - told.millisecondsSinceEpoch) / length
        guard passed > 1 else { return }
        programs[index].memory.toldAt = told + .milliseconds((passed - 1) * length)
        changes.alarms.insert(programs[index].document.id)
    }

    /// Does everything that is due at one instant: metric alarms first, then composite ones, then actions.
    mutating func process(at due: Int64) -> [AlarmTransition] {
        let instant = Instant(millisecondsSinceEpoch: due)
        var changed: [AlarmChange] = []
        for index in programs.indices where evaluationDue[index] <= due {
            guard let metric = programs[index].metric else { continue }
            evaluate(index, metric, at: instant, &changed)
            evaluationDue[index] = metric.firstDue(after: instant)
        }
        return conclude(changed, at: instant)
    }

    /// Lets composite alarms follow the changes, and tells all of them.
    ///
    /// Those that never were evaluated, or have another expression now, are evaluated too.
    mutating func conclude(_ changed: [AlarmChange], at instant: Instant) -> [AlarmTransition] {
        var changed = changed
        if hasDirty {
            for index in programs.indices where dirty[index] {
                dirty[index] = false
                evaluateComposite(index, at: instant, &changed)
            }
            hasDirty = false
        }
        let transitions = announce(changed, at: instant)
        updateNextDue()
        return transitions
    }

    private mutating func evaluate(
        _ index: Int,
        _ metric: AlarmProgram.Metric,
        at instant: Instant,
        _ changed: inout [AlarmChange]
    ) {
        counters.evaluations &+= 1
        let end = instant - .milliseconds(metric.delay)
        let condition = metric.condition
        let judged = judge(metric, end)
        guard let state = judged.state else { return }
        guard state != programs[index].memory.state || programs[index].memory.isOverride else { return }
        let points = points(metric, end, judged.real)
        var shown = condition
        shown.missingData = treatment(condition, end)
        change(index, to: state, AlarmReason(judged, shown, points: points), at: instant, isOverride: false, &changed)
    }

    private func judge(_ metric: AlarmProgram.Metric, _ end: Instant) -> AlarmVerdict {
        let window = windows[metric.window]
        let last = window.slot(of: end)
        let length = Int64(metric.slotsPerPeriod)
        return AlarmVerdict.judge(metric.condition, treatment: treatment(metric.condition, end)) { age in
            window.statistic(metric.condition.statistic, from: last - Int64(age) * length, count: metric.slotsPerPeriod)
        }
    }

    /// Periods that lie in an interruption of ours say nothing about the device.
    private func treatment(_ condition: MetricCondition, _ end: Instant) -> MissingDataTreatment {
        guard let interruptedUntil else { return condition.missingData }
        let covered = Duration.seconds(condition.period * Int64(condition.evaluationPeriods))
        return end - covered < interruptedUntil ? .ignore : condition.missingData
    }

    private func points(_ metric: AlarmProgram.Metric, _ end: Instant, _ count: Int) -> [AlarmReason.Point] {
        let window = windows[metric.window]
        let last = window.slot(of: end)
        var points: [AlarmReason.Point] = []
        for age in 1...metric.condition.evaluationRange {
            guard points.count < min(count, MetricAlarmLimits.reasonPoints) else { break }
            let first = last - Int64(age) * Int64(metric.slotsPerPeriod)
            let statistic = metric.condition.statistic
            guard let value = window.statistic(statistic, from: first, count: metric.slotsPerPeriod) else { continue }
            points.append(
                AlarmReason.Point(at: Instant(millisecondsSinceEpoch: first * window.slotLength), value: value)
            )
        }
        return points
    }

    private mutating func evaluateComposite(_ index: Int, at instant: Instant, _ changed: inout [AlarmChange]) {
        guard let expression = programs[index].document.expression, let text = programs[index].expression else {
            return
        }
        counters.evaluations &+= 1
        let holds = expression.holds { alarm in indices[alarm].map { programs[$0].memory.state } }
        programs[index].memory.evaluated = text
        changes.alarms.insert(programs[index].document.id)
        let names = expression.alarms
        let states = names.prefix(MetricAlarmLimits.reasonPoints)
            .map { alarm in
                "\(alarm) is \(memory(of: alarm)?.state.rawValue ?? "unknown")"
            }
        let more = names.count > states.count ? " and \(names.count - states.count) more" : ""
        let reason = "\(text.prefix(MetricAlarmLimits.reasonBytes)) \(holds ? "holds" : "does not hold"): "
        let list = states.joined(separator: ", ") + more + "."
        change(
            index,
            to: holds ? .alarm : .ok,
            AlarmReason(text: reason + list),
            at: instant,
            isOverride: false,
            &changed
        )
    }

    /// Changes an alarm's state and lets those that stand on it know; the same state only takes the new reason.
    mutating func change(
        _ index: Int,
        to state: AlarmState,
        _ reason: AlarmReason,
        at instant: Instant,
        isOverride: Bool,
        _ changed: inout [AlarmChange]
    ) {
        let from = programs[index].memory.state
        programs[index].memory.isOverride = isOverride
        changes.alarms.insert(programs[index].document.id)
        guard state != from else { return }
        if from == .alarm { programs[index].memory.leftAlarmAt = instant }
        programs[index].memory.state = state
        programs[index].memory.since = instant
        programs[index].memory.reason = reason
        changed.append(AlarmChange(index: index, from: from))
        for parent in programs[index].parents {
            dirty[parent] = true
            hasDirty = true
        }
    }

    /// Finds the earliest of all due times.
    mutating func updateNextDue() {
        nextDue = min(evaluationDue.min() ?? .max, timerDue.min() ?? .max)
    }
}
