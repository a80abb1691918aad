public import MonitoringModel

/// Watches the health of one device: faults its readings show, and its silence.
///
/// A fault is reported when it begins and when it ends. Readings are put in order by the device's clock:
/// a message measured before or at the same time as the newest one shows that the device is alive, and
/// nothing else (a repetition of the very newest shows nothing). A time more than a day before or five
/// minutes after its arrival is taken for a wrong clock, and the time of arrival counts.
public struct DeviceHealthMachine: Sendable {
    /// The owner of the machine's deadlines.
    public static let deadlineOwner = "device_health"

    /// The device.
    public let device: DeviceID
    /// What is normal for it.
    public let profile: DeviceProfile
    /// Whom and what its faults concern; its device is always this one.
    public let subject: Subject
    /// What is stored between messages.
    public private(set) var state: DeviceHealthState

    /// Creates the machine of a device, from its stored state if there is one.
    public init(
        device: DeviceID,
        profile: DeviceProfile,
        subject: Subject = Subject(),
        state: DeviceHealthState = DeviceHealthState()
    ) {
        self.device = device
        self.profile = profile
        self.state = state
        var own = subject
        own.device = device
        self.subject = own
    }

    /// Considers a message; one of another device is left alone.
    public mutating func handle(_ telemetry: Telemetry, at now: Instant) -> [Effect] {
        guard telemetry.device == device else { return [] }
        guard case .cableBox(let profile) = profile else { return [] }
        let observedAt = believable(telemetry.observedAt, now)
        let newest = state.lastObservedAt
        if observedAt == newest {
            state.counters.duplicates &+= 1
            return []
        }
        let wasSilent = state.isSilent
        var effects = effects(of: state.silence.hear(at: now, profile), at: now)
        if let newest, observedAt < newest {
            state.counters.outOfOrder &+= 1
            return effects
        }
        state.lastObservedAt = observedAt
        if wasSilent { forgetRuns() }
        effects += consider(CableBoxReadings(telemetry.document), observedAt, profile)
        return effects
    }

    /// Looks whether the device is silent when a deadline came due; others' deadlines are left alone.
    public mutating func handle(_ deadline: Deadline, at now: Instant) -> [Effect] {
        guard deadline.id == silenceDeadline else { return [] }
        guard case .cableBox(let profile) = profile else { return [] }
        return effects(of: state.silence.deadline(deadline.dueAt, at: now, profile), at: now)
    }

    /// The name of the deadline at which the machine looks for silence.
    public var silenceDeadline: Deadline.ID {
        Deadline.ID(owner: Self.deadlineOwner, key: "\(device)/silence")
    }
}

extension DeviceHealthMachine {
    private mutating func believable(_ observedAt: Instant, _ now: Instant) -> Instant {
        guard observedAt < now - .seconds(86_400) || observedAt > now + .seconds(300) else { return observedAt }
        state.counters.wrongClock &+= 1
        return now
    }

    /// Readings before and after a silence are no run.
    private mutating func forgetRuns() {
        state.snr.forgetRun()
        state.codewords.forgetRun()
        state.power.forgetRun()
    }

    private mutating func consider(
        _ readings: CableBoxReadings,
        _ observedAt: Instant,
        _ profile: CableBoxProfile
    ) -> [Effect] {
        state.counters.ignoredValues &+= UInt64(readings.ignored)
        var effects: [Effect] = []
        if let snr = readings.snr, let edge = state.snr.take(profile.sample(snr: snr), at: observedAt, profile) {
            effects.append(report(.lowSNR, edge, observedAt, ["snr_db": "\(snr)"]))
        }
        if let power = readings.power,
            let edge = state.power.take(profile.sample(power: power), at: observedAt, profile)
        {
            effects.append(report(.powerOutOfRange, edge, observedAt, ["power_dbmv": "\(power)"]))
        }
        if let count = readings.uncorrectable, let rate = state.uncorrectable.take(count, at: observedAt),
            let edge = state.codewords.take(profile.sample(uncorrectable: rate), at: observedAt, profile)
        {
            var details = ["uncorrectable_per_minute": "\(rate.rounded())"]
            details["correctable_codewords"] = readings.correctable.map { "\($0)" }
            effects.append(report(.uncorrectableCodewords, edge, observedAt, details))
        }
        let restarts = state.reboots.take(
            counter: readings.reboots,
            uptime: readings.uptime,
            at: observedAt,
            profile
        )
        if let restarts {
            effects.append(report(.rebootLoop, restarts, observedAt, ["restarts": "\(state.reboots.count)"]))
        }
        return effects
    }

    private func report(
        _ code: FaultCode,
        _ edge: DelayedCondition.Edge,
        _ observedAt: Instant,
        _ values: [String: String]
    ) -> Effect {
        let details = [
            "fault": code.rawValue, "explanation": code.explanation, "part": code.likelyPart, "skill": code.skill,
        ]
        return .report(
            ConditionReport(
                fingerprint: "device_fault/\(device)/\(code.rawValue)",
                kind: .deviceFault,
                state: edge == .began ? .active : .cleared,
                severity: code.severity,
                subject: subject,
                summary: edge == .began ? code.explanation : code.returnToNormal,
                details: details.merging(values) { fact, _ in fact },
                observedAt: observedAt
            )
        )
    }

    private func effects(of outcome: SilenceWatch.Outcome, at now: Instant) -> [Effect] {
        var effects: [Effect] = []
        if let edge = outcome.edge { effects.append(silenceReport(edge, now)) }
        if let due = outcome.deadline { effects.append(.schedule(Deadline(id: silenceDeadline, dueAt: due))) }
        return effects
    }

    private func silenceReport(_ edge: DelayedCondition.Edge, _ now: Instant) -> Effect {
        let explanation = "Your cable box does not report any more."
        return .report(
            ConditionReport(
                fingerprint: "device_silent/\(device)",
                kind: .deviceSilent,
                state: edge == .began ? .active : .cleared,
                severity: .major,
                subject: subject,
                summary: edge == .began ? explanation : "Your cable box reports again.",
                details: [
                    "fault": "silent", "explanation": explanation, "part": "power, cabling or the box itself",
                    "skill": "cable", "last_heard": state.lastHeardAt.map { "\($0)" } ?? "never",
                ],
                observedAt: now
            )
        )
    }
}

extension CableBoxProfile {
    fileprivate func sample(snr: Double) -> DelayedCondition.Sample {
        snr < snrFault ? .faulty : snr >= snrNormal ? .normal : .between
    }

    fileprivate func sample(uncorrectable rate: Double) -> DelayedCondition.Sample {
        rate >= uncorrectableFault ? .faulty : rate <= uncorrectableNormal ? .normal : .between
    }

    fileprivate func sample(power: Double) -> DelayedCondition.Sample {
        if power < powerLow || power > powerHigh { return .faulty }
        return power >= powerLow + powerDeadband && power <= powerHigh - powerDeadband ? .normal : .between
    }
}
