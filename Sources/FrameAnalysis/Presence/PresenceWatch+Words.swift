import MonitoringModel

extension PresenceWatch {
    private var somebody: String { settings.personName ?? "Somebody" }

    /// The alert that is raised.
    func report(from: Instant, due: Instant) -> ConditionReport {
        var details = ["watch": settings.id.rawValue, "counted_from": from.description]
        if state.hasStartedAnew, from == latestSight {
            details["started_anew"] =
                "A camera had seen nothing before \(settings.schedule.timeOfDay(from)), so counting started anew then."
        }
        return ConditionReport(
            fingerprint: settings.fingerprint,
            kind: settings.kind.alertKind,
            state: .active,
            severity: settings.severity,
            subject: Subject(camera: onlyCamera, person: settings.person, site: settings.site),
            summary: beginning(due),
            details: details,
            observedAt: due
        )
    }

    private var latestSight: Instant? { state.sights.values.compactMap(\.seesSince).max() }

    private var onlyCamera: CameraID? { settings.cameras.count == 1 ? settings.cameras.keys.first : nil }

    private func beginning(_ due: Instant) -> String {
        let limit = DurationPhrase.text(settings.limit)
        let place = settings.place
        let hour = settings.schedule.timeOfDay(due)
        return switch settings.kind {
        case .stillness: "\(somebody) has not moved in the \(place) for \(limit)."
        case .nobodySeen:
            settings.personName.map { "\($0) has not been seen for \(limit)." }
                ?? "Nobody has been seen in the \(place) for \(limit)."
        case .notLeftBed: "\(somebody) has not left the bed by \(hour)."
        case .outOfBed: "\(somebody) left the bed and has not come back for \(limit)."
        case .bathroom: "\(somebody) has been in the bathroom for \(limit)."
        case .noFirstMovement:
            settings.personName.map { "\($0) has not been seen to move by \(hour)." }
                ?? "Nobody has been seen to move by \(hour)."
        case .loitering: "\(somebody) has been in the \(place) for \(limit)."
        case .intruder: "A person is in the \(place), where nobody should be."
        case .motion: "Something moves in the \(place)."
        }
    }

    /// What ended the alert, in words.
    func ending(after duration: Duration) -> String {
        let length = DurationPhrase.exact(duration)
        return switch settings.kind {
        case .stillness: "\(somebody) moved again after \(length)."
        case .nobodySeen: "\(somebody) was seen again after \(length)."
        case .notLeftBed: "\(somebody) left the bed."
        case .outOfBed: "\(somebody) was seen again \(length) after leaving the bed."
        case .bathroom: "\(somebody) was seen again after \(length) in the bathroom."
        case .noFirstMovement: "\(somebody) was seen to move."
        case .loitering: "\(somebody) left the \(settings.place) after \(length)."
        case .intruder: "The person in the \(settings.place) was out of view after \(length)."
        case .motion: "Nothing moves in the \(settings.place) any more after \(length)."
        }
    }
}
