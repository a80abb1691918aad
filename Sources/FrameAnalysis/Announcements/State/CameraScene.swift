import MonitoringModel

/// What is known of what one camera sees, by the order in which its observations arrived.
///
/// Timers run on our clock, so that a camera whose clock is wrong is announced like any other.
struct CameraScene: Sendable {
    /// What keeps a camera from being of use.
    enum Trouble: String, Sendable, CaseIterable {
        /// It sends nothing.
        case offline
        /// Its picture is too dark.
        case dark
        /// Something stands before the lens.
        case covered
        /// The same picture comes again and again.
        case frozen
        /// It looks elsewhere than before; it still sees.
        case moved
    }

    /// The most alerts that are kept in mind.
    static let maximumAlerts = 64

    /// What keeps the camera from being of use; a camera that was never heard of is offline.
    private(set) var trouble: Trouble? = .offline
    /// When something last moved, by our clock.
    private(set) var movedAt: Instant?
    /// When something last moved, by the camera's.
    private(set) var lastMovement: Instant?
    /// How many people are in view.
    private(set) var people = 0
    /// When somebody was last seen, by our clock.
    private(set) var seenAt: Instant?
    /// How many people are in each zone that has any.
    private(set) var zones: [ZoneID: Int] = [:]
    /// How the person is held who was seen best.
    private(set) var posture: Posture?
    /// Whether somebody has fallen and is not up again.
    private(set) var hasFallen = false
    /// The open alerts about what the camera saw, and whether each is about a fall.
    private(set) var alerts: [AlertID: Bool] = [:]

    /// Whether people and falls can be seen.
    var sees: Bool { trouble == nil || trouble == .moved }

    /// Takes note of an observation.
    mutating func note(_ observation: Observation, switches: (detects: Bool, motion: Bool), at now: Instant) {
        if trouble == .offline, observation.kind.showsPicture { trouble = nil }
        switch observation.kind {
        case .motion:
            guard switches.motion else { return }
            movedAt = now
            lastMovement = observation.observedAt
        case .person, .fallSuspected, .still, .fall, .onFloor, .recovered:
            guard switches.detects else { return }
            notePerson(observation, at: now)
        case .empty: leave()
        case .cameraOnline: trouble = nil
        case .cameraDark: lose(to: .dark)
        case .cameraCovered: lose(to: .covered)
        case .cameraFrozen: lose(to: .frozen)
        case .cameraOffline: lose(to: .offline)
        case .cameraMoved: trouble = .moved
        default: return
        }
    }

    /// Takes note of an alert that was opened or closed.
    mutating func note(_ alert: AnnouncedAlert) {
        if alert.isOpen {
            guard alerts[alert.id] == nil, alerts.count < Self.maximumAlerts else { return }
            alerts[alert.id] = alert.kind == .fall
            // After a restart the open alerts tell who lies on the floor.
            if alert.kind == .fall { hasFallen = true }
        } else {
            alerts[alert.id] = nil
            // Whoever closed the last alert about a fall has said that it is over.
            if alert.kind == .fall, !alerts.values.contains(true) { hasFallen = false }
        }
    }

    /// Forgets who was last seen too long ago.
    mutating func expire(after limit: Duration, at now: Instant) {
        guard people > 0, let seenAt, !Self.isNear(seenAt, now, limit) else { return }
        leave()
    }

    /// Forgets what was seen: the camera, or looking for people, was switched off.
    mutating func forgetPeople() {
        leave()
        hasFallen = false
    }

    /// Forgets that something moved.
    mutating func forgetMovement() {
        movedAt = nil
    }

    /// Whether something moved within a time.
    func moved(within limit: Duration, at now: Instant) -> Bool {
        movedAt.map { Self.isNear($0, now, limit) } ?? false
    }

    /// Whether two times are less than a limit apart; if our clock was set back nothing lasts for ever.
    private static func isNear(_ time: Instant, _ now: Instant, _ limit: Duration) -> Bool {
        now - time < limit && time - now < limit
    }

    private mutating func notePerson(_ observation: Observation, at now: Instant) {
        seenAt = now
        people = max(1, observation.people ?? (observation.kind == .person ? 1 : people))
        if observation.kind == .person || !observation.zones.isEmpty {
            zones = observation.zones.filter { $0.value > 0 }
        }
        posture = observation.posture ?? posture ?? .unknown
        switch observation.kind {
        case .fall, .onFloor: hasFallen = true
        case .recovered: hasFallen = observation.hasOthersDown
        default: return
        }
    }

    private mutating func leave() {
        people = 0
        zones = [:]
        posture = nil
        seenAt = nil
    }

    private mutating func lose(to trouble: Trouble) {
        self.trouble = trouble
        movedAt = nil
    }
}

extension Observation.Kind {
    /// Whether it tells how the camera itself does.
    var isAboutTheCamera: Bool {
        switch self {
        case .cameraDark, .cameraCovered, .cameraFrozen, .cameraMoved, .cameraOffline, .cameraOnline: true
        default: false
        }
    }

    /// Whether there must be a picture for it to be observed.
    fileprivate var showsPicture: Bool {
        switch self {
        case .person, .empty, .motion, .noMotion, .fallSuspected, .fall, .onFloor, .recovered: true
        default: false
        }
    }
}
