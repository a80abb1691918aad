public import MonitoringModel

/// Watches for one thing in what one or several cameras see, and tells both of its edges.
///
/// Pure: observations and deadlines go in, effects come out. Each watch has at most one deadline, set for
/// the earliest time at which the alert can be due; when it comes and something has happened since, it is
/// set anew. Whatever is concluded from *not* seeing something is concluded only while every camera of the
/// watch sees, so that it would have seen it: after blindness or silence counting starts anew. An alert that
/// was raised stays until something is seen that ends it.
public struct PresenceWatch: Sendable {
    /// The owner of the deadlines; their keys are the watches' names.
    public static let deadlineOwner = "watch"
    /// How long must have been watched without a break before a missing first movement is told after a break.
    static let renewedSight = Duration.seconds(3_600)

    /// What is remembered.
    public struct State: Hashable, Codable, Sendable {
        /// What each camera has told of late.
        var sights: [CameraID: CameraSight] = [:]
        /// When a person was last seen: in the place, for kinds that look at no other place.
        var lastSeenAt: Instant?
        /// Whether the last sighting was in the place.
        var wasSeenInPlace = false
        /// When the last movement that counts was seen.
        var movedAt: Instant?
        /// Since when something has been moving.
        var movingSince: Instant?
        /// Since when somebody has been in the place without a break.
        var inPlaceSince: Instant?
        /// Whether somebody was in the place when it was last known.
        var wasInPlace: Bool?
        /// When the place was last left.
        var leftAt: Instant?
        /// When the place was last seen without anybody in it.
        var emptyAt: Instant?
        /// Since when the watch is on.
        var onSince: Instant?
        /// Whether the profile leaves it out.
        var isOff = false
        /// Whether counting started anew after a camera had not seen.
        var hasStartedAnew = false
        /// When the deadline that is set is due.
        var armedFor: Instant?
        /// From when the alert that is raised was counted.
        var countedFrom: Instant?
        /// The alert that is raised.
        var active: ConditionReport?

        /// Creates the state of a watch that has seen nothing.
        public init() {}

        /// The end of the alert that is raised, for when the watch itself is gone; `nil` without an alert.
        public func ending(at now: Instant) -> ConditionReport? {
            guard var report = active else { return nil }
            report.state = .cleared
            report.summary = "This is no longer watched for."
            report.observedAt = max(now, report.observedAt)
            return report
        }

        /// Creates the state of a watch whose alert was raised by the first release.
        public static func raised(_ report: ConditionReport) -> State {
            var state = State()
            state.active = report
            state.countedFrom = report.observedAt
            return state
        }
    }

    /// What is watched for.
    public let settings: Watch
    /// What is remembered; to be stored.
    public internal(set) var state: State
    var calendar: ScheduleCalendar

    /// Creates a watch, with the state that was stored.
    public init(_ settings: Watch, state: State = State()) {
        self.settings = settings
        self.state = state
        calendar = ScheduleCalendar(settings.schedule)
        // Cameras that were taken out must not hold up the others.
        self.state.sights = state.sights.filter { settings.cameras[$0.key] != nil }
    }

    /// Takes note of what a camera saw.
    ///
    /// - Parameters:
    ///   - observation: What it saw; of cameras that are none of the watch's nothing is taken.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    public mutating func handle(_ observation: Observation, at now: Instant) -> [Effect] {
        guard let place = settings.cameras[observation.camera] else { return [] }
        let at = CameraSight.believedTime(of: observation, at: now)
        if state.onSince == nil { state.onSince = at }
        // What was due before this was seen is told first, whenever the deadline itself is delivered.
        var effects = settle(before: at, now: now)
        note(observation, place, at, now)
        if let end = ending(observation, at) { effects.append(end) }
        return effects + settle(before: nil, now: now)
    }

    /// Does what was to be done at a time.
    ///
    /// - Parameters:
    ///   - deadline: The deadline that is due.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    public mutating func handle(_ deadline: Deadline, at now: Instant) -> [Effect] {
        guard deadline.id == deadlineID else { return [] }
        state.armedFor = nil
        return settle(before: nil, now: now)
    }

    /// Turns the watch on or off, as the active profile says; counting starts when it is turned on.
    ///
    /// - Parameters:
    ///   - isOn: Whether it is to count.
    ///   - now: The current time.
    /// - Returns: What is to be done: an alert of a watch that is turned off is over.
    public mutating func turn(on isOn: Bool, at now: Instant) -> [Effect] {
        guard isOn == state.isOff else { return [] }
        state.isOff = !isOn
        guard !isOn else {
            state.onSince = now
            return settle(before: nil, now: now)
        }
        var effects: [Effect] = []
        if let report = state.ending(at: now) { effects.append(.report(report)) }
        state.active = nil
        state.countedFrom = nil
        if state.armedFor != nil {
            state.armedFor = nil
            effects.append(.cancel(deadlineID))
        }
        return effects
    }

    var deadlineID: Deadline.ID { Deadline.ID(owner: Self.deadlineOwner, key: settings.id.rawValue) }
}

// MARK: - Telling

extension PresenceWatch {
    /// Raises the alert if it is due, or sets the deadline for it.
    ///
    /// - Parameters:
    ///   - event: If given, only what was due before it is raised, and no deadline is set.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    private mutating func settle(before event: Instant?, now: Instant) -> [Effect] {
        guard state.active == nil, !state.isOff, let (from, due) = count(now) else { return [] }
        if let event {
            return due < event && sees(at: now) ? raise(from, due) : []
        }
        if due <= now { return sees(at: now) ? raise(from, due) : [] }
        if let armed = state.armedFor, armed <= due { return [] }
        state.armedFor = due
        return [.schedule(Deadline(id: deadlineID, dueAt: due))]
    }

    private mutating func raise(_ from: Instant, _ due: Instant) -> [Effect] {
        let report = report(from: from, due: due)
        state.active = report
        state.countedFrom = from
        guard state.armedFor != nil else { return [.report(report)] }
        state.armedFor = nil
        return [.report(report), .cancel(deadlineID)]
    }

    private mutating func ending(_ observation: Observation, _ at: Instant) -> Effect? {
        guard var report = state.active, let from = state.countedFrom, isOver(observation, from, report.observedAt)
        else { return nil }
        report.state = .cleared
        report.observedAt = max(at, report.observedAt)
        report.summary = ending(after: report.observedAt - from)
        state.active = nil
        state.countedFrom = nil
        return .report(report)
    }

    private func sees(at now: Instant) -> Bool {
        settings.kind == .motion || settings.cameras.keys.allSatisfy { state.sights[$0]?.sees(at: now) == true }
    }
}
