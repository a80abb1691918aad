import MonitoringModel

/// The camera's own troubles: told after a grace time, and again with rising severity while they last.
extension CameraWatch {
    /// When a trouble is told again, and how much it matters then.
    private static let reminders: [(after: Duration, severity: Severity)] = [
        (.seconds(86_400), .critical), (.seconds(3_600), .major),
    ]

    var troubleDeadline: Deadline.ID { Deadline.ID(owner: Self.deadlineOwner, key: "\(camera)/dark") }

    mutating func goBlind(_ kind: Observation.Kind, _ at: Instant) -> [Effect] {
        let since = state.blindSince ?? at
        let isSame = state.blindSince != nil && state.blindness == kind
        state.blindSince = since
        state.blindness = kind
        guard !isSame, state.trouble == nil else { return [] }
        // A camera counts as offline only after a grace time of its own.
        if kind == .cameraOffline || at - since >= settings.darkGrace { return tell(.warning, since) }
        return [.schedule(Deadline(id: troubleDeadline, dueAt: since + settings.darkGrace))]
    }

    mutating func checkTrouble(_ now: Instant) -> [Effect] {
        guard let since = state.blindSince else { return [] }
        let lasted = now - since
        guard lasted >= settings.darkGrace || state.trouble != nil else {
            return [.schedule(Deadline(id: troubleDeadline, dueAt: since + settings.darkGrace))]
        }
        return tell(Self.reminders.first { lasted >= $0.after }?.severity ?? .warning, since)
    }

    mutating func comeBack(_ at: Instant) -> [Effect] {
        guard let since = state.blindSince else { return endOldTroubles(at) }
        var effects: [Effect] = [.cancel(troubleDeadline)]
        if var report = state.trouble {
            report.state = .cleared
            report.observedAt = max(at, report.observedAt)
            let length = DurationPhrase.exact(report.observedAt - since)
            report.summary = "The camera in the \(settings.room) sees again after \(length)."
            effects.append(.report(report))
        }
        state.blindSince = nil
        state.blindness = nil
        state.trouble = nil
        return effects + endOldTroubles(at)
    }

    private mutating func tell(_ severity: Severity, _ since: Instant) -> [Effect] {
        var effects: [Effect] = []
        if state.trouble.map({ $0.severity < severity }) ?? true {
            let report = troubleReport(severity, since)
            state.trouble = report
            effects.append(.report(report))
        }
        if let next = Self.reminders.last(where: { $0.severity > severity }) {
            effects.append(.schedule(Deadline(id: troubleDeadline, dueAt: since + next.after)))
        }
        return effects
    }

    private func troubleReport(_ severity: Severity, _ since: Instant) -> ConditionReport {
        let (name, words) = Self.words(state.blindness)
        let lasted = Self.reminders.last { $0.severity == severity }.map { " for \(DurationPhrase.text($0.after))" }
        return ConditionReport(
            fingerprint: state.trouble?.fingerprint ?? "\(name)/\(camera)",
            kind: .cameraTrouble,
            state: .active,
            severity: severity,
            subject: subject,
            summary: "The camera in the \(settings.room) \(words)\(lasted ?? "").",
            details: [
                "trouble": name,
                "not_counted": "While it lasts, neither stillness nor absence is counted; both start anew afterwards.",
            ],
            observedAt: since
        )
    }

    private static func words(_ blindness: Observation.Kind?) -> (name: String, words: String) {
        switch blindness {
        case .cameraCovered: ("covered", "is covered")
        case .cameraFrozen: ("frozen", "has shown the same picture")
        case .cameraMoved: ("moved", "has looked elsewhere than before")
        case .cameraOffline: ("offline", "sends nothing")
        default: ("dark", "sees nothing")
        }
    }

    /// Alerts of the first release had other rules: whichever of them was raised is over.
    private mutating func endOldTroubles(_ at: Instant) -> [Effect] {
        guard state.endsOldTroubles else { return [] }
        state.endsOldTroubles = false
        return ["dark", "offline"]
            .map { name in
                .report(
                    ConditionReport(
                        fingerprint: "\(name)/\(camera)",
                        kind: .cameraTrouble,
                        state: .cleared,
                        severity: .warning,
                        subject: subject,
                        summary: "The camera in the \(settings.room) sees again.",
                        observedAt: at
                    )
                )
            }
    }
}
