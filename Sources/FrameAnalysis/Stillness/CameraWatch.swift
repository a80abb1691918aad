public import MonitoringModel

/// Turns what one camera saw into conditions: falls, stillness, and the camera's own troubles.
///
/// Pure: observations and deadlines go in, effects come out. Stillness is counted from the last movement
/// while a person is in view; a camera that sees nothing never counts as stillness: when it comes back,
/// the counting starts anew with the first sight of the person.
public struct CameraWatch: Sendable {
    /// The owner of the watch's deadlines; their keys are the camera's name, a slash and the purpose.
    public static let deadlineOwner = "camera"
    /// How recent a sign of life of the camera must be for stillness to count.
    static let signOfLife = Duration.seconds(15)

    /// What is remembered.
    public struct State: Hashable, Codable, Sendable {
        var personSeenAt: Instant?
        var stillSince: Instant?
        var heardAt: Instant?
        var isStill = false
        var isBlind = false
        var darkSince: Instant?
        var hasFall = false
        var fellAt: Instant?

        /// Creates the state of a camera from which nothing was heard.
        public init() {}
    }

    /// The camera.
    public let camera: CameraID
    /// What is watched for.
    public let settings: CameraWatchSettings
    /// What is remembered; to be stored.
    public private(set) var state: State

    /// Creates a watch, with the state that was stored.
    public init(camera: CameraID, settings: CameraWatchSettings, state: State = State()) {
        self.camera = camera
        self.settings = settings
        self.state = state
    }

    /// Takes note of what the camera saw.
    ///
    /// - Parameters:
    ///   - observation: What it saw.
    ///   - now: The current time; a camera whose clock is more than a minute ahead is not believed.
    /// - Returns: What is to be done.
    public mutating func handle(_ observation: Observation, at now: Instant) -> [Effect] {
        let at = observation.observedAt > now + .seconds(60) ? now : observation.observedAt
        let previous = state.heardAt
        state.heardAt = max(state.heardAt ?? at, at)
        switch observation.kind {
        case .person: return seePerson(at, previous)
        case .motion: return seeMotion(at)
        case .empty: return seeNobody(at)
        case .fall, .onFloor: return seeFall(observation, at)
        case .recovered: return seeRecovery(observation, at)
        case .cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved: return goBlind(at)
        case .cameraOffline: return [report(.offline, .active, at)] + goOffline()
        case .cameraOnline: return comeBack(at)
        case .fallSuspected, .noMotion, .still: return []
        }
    }

    /// Does what was to be done at a time.
    ///
    /// - Parameters:
    ///   - deadline: The deadline that is due.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    public mutating func handle(_ deadline: Deadline, at now: Instant) -> [Effect] {
        switch deadline.id {
        case deadlineID("still"): checkStillness(now)
        case deadlineID("dark"): checkDarkness(now)
        default: []
        }
    }
}

// MARK: - Stillness

extension CameraWatch {
    private mutating func seePerson(_ at: Instant, _ heardBefore: Instant?) -> [Effect] {
        let wasAway = state.personSeenAt == nil
        let wasSilent = heardBefore.map { at - $0 > Self.signOfLife } ?? true
        state.personSeenAt = max(state.personSeenAt ?? at, at)
        guard settings.stillnessLimit != nil, wasAway || wasSilent || state.stillSince == nil, !state.isStill else {
            return []
        }
        state.stillSince = at
        return armStillness()
    }

    private mutating func seeMotion(_ at: Instant) -> [Effect] {
        guard settings.stillnessLimit != nil else { return [] }
        let isFirst = state.stillSince == nil
        state.stillSince = max(state.stillSince ?? at, at)
        guard state.isStill else { return isFirst && state.personSeenAt != nil ? armStillness() : [] }
        state.isStill = false
        return [report(.stillness, .cleared, at)] + armStillness()
    }

    private mutating func seeNobody(_ at: Instant) -> [Effect] {
        state.personSeenAt = nil
        state.stillSince = nil
        guard state.isStill else { return [.cancel(deadlineID("still"))] }
        // Somebody who is out of view has moved.
        state.isStill = false
        return [report(.stillness, .cleared, at), .cancel(deadlineID("still"))]
    }

    /// Sets the deadline once; when it comes due and there was movement since, it is set again.
    ///
    /// So a camera that sees movement all day does not write a deadline a second.
    private func armStillness() -> [Effect] {
        guard let limit = settings.stillnessLimit, let since = state.stillSince else { return [] }
        return [.schedule(Deadline(id: deadlineID("still"), dueAt: since + limit))]
    }

    private mutating func checkStillness(_ now: Instant) -> [Effect] {
        guard let limit = settings.stillnessLimit, let since = state.stillSince, state.personSeenAt != nil,
            !state.isStill
        else { return [] }
        guard now >= since + limit else { return armStillness() }
        guard !state.isBlind, let heard = state.heardAt, now - heard <= Self.signOfLife else {
            // The camera tells nothing at the moment: wait for the person to be seen again.
            state.stillSince = nil
            return []
        }
        state.isStill = true
        return [report(.stillness, .active, since + limit)]
    }
}

// MARK: - Falls

extension CameraWatch {
    private mutating func seeFall(_ observation: Observation, _ at: Instant) -> [Effect] {
        if observation.kind == .onFloor, !state.hasFall { return [] }
        if !state.hasFall { state.fellAt = at }
        state.hasFall = true
        guard case .report(var report) = report(.fall, .active, at) else { return [] }
        report.evidence = observation.evidence
        report.details["confidence"] = "\((observation.confidence * 100).rounded() / 100)"
        report.details[observation.kind == .onFloor ? "still_down" : "why"] = observation.why
        return [.report(report)]
    }

    private mutating func seeRecovery(_ observation: Observation, _ at: Instant) -> [Effect] {
        guard state.hasFall else { return [] }
        state.hasFall = false
        guard case .report(var report) = report(.fall, .cleared, at) else { return [] }
        if let fellAt = state.fellAt {
            report.summary = "\(somebody) got up after \(DurationPhrase.text(at - fellAt))."
        }
        return [.report(report)]
    }
}

// MARK: - The camera itself

extension CameraWatch {
    private mutating func goBlind(_ at: Instant) -> [Effect] {
        state.isBlind = true
        state.stillSince = nil
        state.darkSince = state.darkSince ?? at
        return [.schedule(Deadline(id: deadlineID("dark"), dueAt: (state.darkSince ?? at) + settings.darkGrace))]
    }

    private mutating func goOffline() -> [Effect] {
        state.isBlind = true
        state.stillSince = nil
        return []
    }

    private mutating func checkDarkness(_ now: Instant) -> [Effect] {
        guard let since = state.darkSince, now - since >= settings.darkGrace else { return [] }
        return [report(.dark, .active, since)]
    }

    private mutating func comeBack(_ at: Instant) -> [Effect] {
        state.isBlind = false
        state.darkSince = nil
        state.stillSince = nil
        return [
            .cancel(deadlineID("dark")), report(.offline, .cleared, at), report(.dark, .cleared, at),
        ]
    }
}

// MARK: - Words

extension CameraWatch {
    private enum Condition {
        case fall, stillness, dark, offline
    }

    private var somebody: String { settings.personName ?? "Somebody" }

    private func deadlineID(_ purpose: String) -> Deadline.ID {
        Deadline.ID(owner: Self.deadlineOwner, key: "\(camera)/\(purpose)")
    }

    private func report(_ condition: Condition, _ state: ConditionReport.State, _ at: Instant) -> Effect {
        let limit = DurationPhrase.text(settings.stillnessLimit ?? .zero)
        let words: (name: String, kind: AlertKind, severity: Severity, summary: String) =
            switch condition {
            case .fall: ("fall", .fall, .critical, "\(somebody) fell in the \(settings.room).")
            case .stillness:
                ("stillness", .stillness, .major, "\(somebody) has not moved in the \(settings.room) for \(limit).")
            case .dark: ("dark", .cameraTrouble, .major, "The camera in the \(settings.room) sees nothing.")
            case .offline: ("offline", .cameraTrouble, .major, "The camera in the \(settings.room) sends nothing.")
            }
        return .report(
            ConditionReport(
                fingerprint: "\(words.name)/\(camera)",
                kind: words.kind,
                state: state,
                severity: words.severity,
                subject: Subject(camera: camera, person: settings.person, site: settings.site),
                summary: words.summary,
                observedAt: at
            )
        )
    }
}
