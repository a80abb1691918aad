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
    public internal(set) var state: DeviceHealthState
    /// What is usual for each metric that is looked at for anomalies; stored apart from the state, less often.
    var detectors: [String: AnomalyDetector] = [:]

    /// Creates the machine of a device, from its stored state if there is one.
    public init(
        device: DeviceID,
        profile: DeviceProfile,
        subject: Subject = Subject(),
        state: DeviceHealthState = DeviceHealthState(),
        detectors: [String: AnomalyDetector] = [:]
    ) {
        self.device = device
        self.profile = profile
        self.state = state
        var own = subject
        own.device = device
        self.subject = own
        self.detectors = detectors
        playTails()
    }

    /// Considers a message; one of another device is left alone.
    public mutating func handle(_ telemetry: Telemetry, at now: Instant) -> [Effect] {
        guard telemetry.device == device else { return [] }
        let observedAt = believable(telemetry.observedAt, now)
        let newest = state.lastObservedAt
        if observedAt == newest {
            state.counters.duplicates &+= 1
            return []
        }
        let wasSilent = state.isSilent
        var effects = effects(of: state.silence.hear(at: now, profile.silence), at: now)
        if let newest, observedAt < newest {
            state.counters.outOfOrder &+= 1
            return effects
        }
        state.lastObservedAt = observedAt
        if wasSilent { forgetRuns() }
        switch profile {
        case .cableBox(let profile):
            effects += consider(CableBoxReadings(telemetry.document), observedAt, profile)
        case .monitor(let profile):
            effects += consider(telemetry.document, observedAt, profile)
        }
        return effects
    }

    /// Looks whether the device is silent when a deadline came due; others' deadlines are left alone.
    public mutating func handle(_ deadline: Deadline, at now: Instant) -> [Effect] {
        guard deadline.id == silenceDeadline else { return [] }
        return effects(of: state.silence.deadline(deadline.dueAt, at: now, profile.silence), at: now)
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
        state.temperature?.forgetRun()
        for metric in Array(state.metrics?.keys ?? [:].keys) { state.metrics?[metric]?.forgetRuns() }
    }

    /// Reports a fault when it begins and ends, damped if it flaps; called with every reading that could show it.
    mutating func judge(
        _ fault: DeviceFault,
        _ edge: DelayedCondition.Edge?,
        _ observedAt: Instant,
        _ values: [String: String]
    ) -> Effect? {
        // Without a damper, whatever ends now was reported before there were any.
        var damper = state.dampers?[fault.code] ?? FlapDamper(isReported: edge == .ended)
        guard edge != nil || damper.isFlapping else { return nil }
        let told = damper.take(edge, at: observedAt, profile.flapping)
        state.dampers = state.dampers ?? [:]
        state.dampers?[fault.code] = damper
        guard let told else { return nil }
        let details = [
            "fault": fault.code, "explanation": fault.explanation, "part": fault.likelyPart, "skill": fault.skill,
        ]
        return .report(
            ConditionReport(
                fingerprint: "device_fault/\(device)/\(fault.code)",
                kind: .deviceFault,
                state: told == .began ? .active : .cleared,
                severity: fault.severity,
                subject: subject,
                summary: told == .began ? fault.explanation : fault.returnToNormal,
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
        let noun = profile.noun
        let explanation = "Your \(noun) does not report any more."
        return .report(
            ConditionReport(
                fingerprint: "device_silent/\(device)",
                kind: .deviceSilent,
                state: edge == .began ? .active : .cleared,
                severity: .major,
                subject: subject,
                summary: edge == .began ? explanation : "Your \(noun) reports again.",
                details: [
                    "fault": "silent", "explanation": explanation, "part": profile.silencePart,
                    "skill": profile.skill, "last_heard": state.lastHeardAt.map { "\($0)" } ?? "never",
                ],
                observedAt: now
            )
        )
    }
}
