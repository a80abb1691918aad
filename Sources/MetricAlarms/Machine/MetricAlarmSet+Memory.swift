import MonitoringModel

extension MetricAlarmSet {
    /// Everything that is to be stored.
    public var memory: AlarmSetMemory {
        AlarmSetMemory(
            clock: storedClock,
            alarms: Dictionary(programs.map { ($0.document.id, $0.memory) }) { first, _ in first },
            series: series.indices.map { SeriesMemory(series[$0], windows[$0]) }
        )
    }

    /// How far time has come, as it is stored.
    public var storedClock: AlarmSetMemory.Clock? {
        clock.map { AlarmSetMemory.Clock(advancedTo: $0, interruptedUntil: interruptedUntil) }
    }

    /// What is to be stored of a series, or `nil` if no alarm looks at it.
    public func memory(of series: MetricSeries) -> SeriesMemory? {
        seriesIndices[series].map { SeriesMemory(series, windows[$0]) }
    }

    /// Returns what has changed since the last call.
    public mutating func takeChanges() -> AlarmChanges {
        let taken = changes.named(series)
        changes = AlarmChanges()
        return taken
    }

    /// Takes over what was stored; what no alarm needs any more is forgotten.
    mutating func restore(_ memory: AlarmSetMemory) {
        for stored in memory.series {
            guard let index = seriesIndices[stored.series] else {
                changes.series.insert(stored.series)
                continue
            }
            stored.restore(into: &windows[index])
        }
        for (alarm, stored) in memory.alarms.sorted(by: { $0.key < $1.key }) { release(alarm, stored) }
        guard let stored = memory.clock else { return }
        interruptedUntil = stored.interruptedUntil
        let last = Self.clamp(stored.advancedTo)
        clock = last
        // Actions that a suppressor kept back are due when that suppressor is gone.
        for index in programs.indices where programs[index].suppressor == nil && programs[index].memory.isHeld {
            programs[index].memory.heldUntil = last
        }
        schedule(after: last)
    }

    /// Ends the alerts of alarms that are gone.
    mutating func takeRemovals(at now: Instant) -> [AlarmTransition] {
        defer { removals = [] }
        return removals.map { removal in
            var dated = removal
            dated.at = now
            dated.report?.observedAt = now
            return dated
        }
    }

    /// Ends the alert of an alarm that is gone, or that has no alert any more.
    private mutating func release(_ alarm: AlarmID, _ stored: AlarmMemory) {
        let index = indices[alarm]
        if index == nil { changes.alarms.insert(alarm) }
        guard stored.hasAlert, index.map({ programs[$0].document.alert == nil }) ?? true else { return }
        if let index {
            programs[index].memory.hasAlert = false
            changes.alarms.insert(alarm)
        }
        let instant = clock ?? Instant(millisecondsSinceEpoch: 0)
        removals.append(
            AlarmTransition(
                alarm: alarm,
                from: stored.state,
                to: stored.state,
                at: instant,
                cause: .removal,
                reason: AlarmReason(text: "The alarm or its alert was removed."),
                isSuppressed: false,
                actions: [],
                report: Self.report(alarm, AlarmAlert(), stored, nil, isActive: false, at: instant)
            )
        )
    }
}
