import MonitoringModel

/// Falls: critical from the start, less so in company, and more so the longer somebody stays down.
extension CameraWatch {
    /// How long nobody may be seen down for a further fall to be one of its own.
    private static let newFallAfter = Duration.seconds(600)
    /// For how long somebody is down when that is told again.
    private static let steps: [Duration] = [.seconds(10), .seconds(60), .seconds(300)]

    mutating func seeFall(_ observation: Observation, _ at: Instant) -> [Effect] {
        // Word of a fall from which the person has got up since comes too late.
        if let recoveredAt = state.recoveredAt, at <= recoveredAt { return [] }
        var effects: [Effect] = []
        let isNew = observation.kind == .fall && state.downAt.map { at - $0 > Self.newFallAfter } ?? false
        if state.hasFall, isNew { effects += endFall(at, "\(somebody) was seen to fall once more.") }
        if !state.hasFall {
            state.hasFall = true
            state.fellAt = at
            state.isFound = observation.kind == .onFloor
        } else if observation.kind == .fall, state.isFound, at <= state.fellAt ?? at {
            state.isFound = false
        }
        state.downAt = max(state.downAt ?? at, at)
        let report = fallReport(observation, at)
        guard let known = state.fall, known.severity >= report.severity, observation.evidence.isEmpty,
            report.details.keys.allSatisfy({ known.details[$0] != nil })
        else {
            state.fall = report
            return effects + [.report(report)]
        }
        return effects
    }

    mutating func seeRecovery(_ observation: Observation, _ at: Instant) -> [Effect] {
        // The helper who knelt down has got up, not the one who lies there.
        guard !observation.hasOthersDown, state.hasFall, let fellAt = state.fellAt, at >= fellAt else { return [] }
        state.recoveredAt = max(state.recoveredAt ?? at, at)
        return endFall(at, "\(somebody) got up after \(DurationPhrase.exact(at - fellAt)).")
    }

    private mutating func endFall(_ at: Instant, _ summary: String) -> [Effect] {
        let begun = state.fall?.observedAt ?? at
        state.hasFall = false
        state.fall = nil
        state.downAt = nil
        return [
            .report(
                ConditionReport(
                    fingerprint: "fall/\(camera)",
                    kind: .fall,
                    state: .cleared,
                    severity: .critical,
                    subject: subject,
                    summary: summary,
                    observedAt: max(at, begun)
                )
            )
        ]
    }

    private func fallReport(_ observation: Observation, _ at: Instant) -> ConditionReport {
        let begun = state.fellAt ?? at
        let down = max(.zero, at - begun)
        let severity = severity(down, inCompany: observation.hasCompany)
        let company = observation.hasCompany ? ", but is not alone" : ""
        var report = ConditionReport(
            fingerprint: "fall/\(camera)",
            kind: .fall,
            state: .active,
            severity: max(severity, state.fall?.severity ?? severity),
            subject: subject,
            summary: state.isFound
                ? "\(somebody) lies on the floor in the \(settings.room)\(company)."
                : "\(somebody) fell in the \(settings.room)\(company).",
            details: state.fall?.details ?? [:],
            observedAt: begun,
            evidence: observation.evidence
        )
        if report.details["confidence"] == nil {
            report.details["confidence"] = "\((observation.confidence * 100).rounded() / 100)"
            report.details["why"] = observation.why
        }
        if observation.hasCompany { report.details["company"] = "somebody who is upright is there" }
        if let step = Self.steps.last(where: { down >= $0 }) {
            report.details["still_down_after_\(step.components.seconds)_s"] = observation.why
        }
        return report
    }

    private func severity(_ down: Duration, inCompany: Bool) -> Severity {
        if down >= .seconds(300) { return .critical }
        guard state.isFound else { return inCompany ? .major : .critical }
        if down >= .seconds(60) { return inCompany ? .major : .critical }
        return inCompany ? .warning : .major
    }
}
