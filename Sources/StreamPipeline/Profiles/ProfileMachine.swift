import FrameAnalysis
public import MonitoringModel

/// Knows which profile is active: the one that was chosen last, by somebody or by its schedule.
///
/// Whoever chooses one by hand has it until the next time at which some schedule begins or ends. When a
/// schedule ends and no other holds, the first profile without a schedule becomes active.
public struct ProfileMachine: Sendable {
    /// The owner of the deadline of the next change; its key is the profile that becomes active then.
    public static let deadlineOwner = "profile"
    /// The name that schedules go by in ``State/chosenBy``.
    public static let schedule = "schedule"

    /// What is remembered.
    public struct State: Hashable, Codable, Sendable {
        /// The active profile.
        public internal(set) var active: ProfileID
        /// Since when it is.
        public internal(set) var since: Instant
        /// Who chose it: a person's name, or `schedule`.
        public internal(set) var chosenBy: String
        /// When schedules change it next, if they do.
        var next: Deadline?
    }

    /// The profiles; the first without a schedule is the usual one.
    public let profiles: [Profile]
    /// What is remembered; `nil` until ``resume(at:)`` and if there are no profiles.
    public private(set) var state: State?

    /// Creates the machine, with the state that was stored.
    public init(_ profiles: [Profile], state: State? = nil) {
        self.profiles = profiles
        self.state = profiles.isEmpty ? nil : state
    }

    /// Returns whether a watch is on; all are if there are no profiles.
    public func includes(_ watch: WatchID) -> Bool {
        guard let state, let profile = profiles.first(where: { $0.id == state.active }) else { return true }
        return profile.includes(watch)
    }

    /// Begins, or goes on after a restart: what schedules asked for in the meantime is done now.
    ///
    /// - Parameter now: The current time.
    /// - Returns: What is to be done.
    public mutating func resume(at now: Instant) -> [Effect] {
        let isValid = state.map { state in profiles.contains { $0.id == state.active } } ?? false
        let isOverdue = state?.next.map { $0.dueAt <= now } ?? false
        if !isValid || isOverdue { activate(scheduled(at: now), now, by: Self.schedule) }
        return arm(now)
    }

    /// Makes a profile the active one.
    ///
    /// - Parameters:
    ///   - profile: The profile.
    ///   - person: Who wants it.
    ///   - now: The current time.
    /// - Returns: What is to be done, or why not.
    public mutating func choose(
        _ profile: ProfileID,
        by person: String,
        at now: Instant
    ) -> Result<[Effect], UnknownProfile> {
        guard profiles.contains(where: { $0.id == profile }) else {
            return .failure(UnknownProfile(name: profile, known: profiles.map(\.id)))
        }
        activate(profile, now, by: String(person.prefix(128)))
        return .success(arm(now))
    }

    /// Does what was to be done at a time.
    ///
    /// - Parameters:
    ///   - deadline: The deadline that is due.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    public mutating func handle(_ deadline: Deadline, at now: Instant) -> [Effect] {
        guard let next = state?.next, next.id == deadline.id, next.dueAt <= now else { return [] }
        activate(scheduled(at: now), now, by: Self.schedule)
        return arm(now)
    }

    private mutating func activate(_ profile: ProfileID?, _ now: Instant, by person: String) {
        guard let profile else { return }
        guard state?.active != profile else {
            state?.chosenBy = person
            return
        }
        state = State(active: profile, since: now, chosenBy: person, next: state?.next)
    }

    private func scheduled(at now: Instant) -> ProfileID? {
        let inForce = profiles.first { profile in
            guard let schedule = profile.schedule else { return false }
            var calendar = ScheduleCalendar(schedule)
            return calendar.window(containing: now) != nil
        }
        return (inForce ?? profiles.first { $0.schedule == nil } ?? profiles.first)?.id
    }

    private mutating func arm(_ now: Instant) -> [Effect] {
        let edges = profiles.compactMap { profile -> Instant? in
            guard let schedule = profile.schedule, !schedule.isAlways else { return nil }
            var calendar = ScheduleCalendar(schedule)
            return calendar.window(containing: now)?.upperBound ?? calendar.window(from: now)?.lowerBound
        }
        var next: Deadline?
        if let edge = edges.min(), let profile = scheduled(at: edge) {
            next = Deadline(id: Deadline.ID(owner: Self.deadlineOwner, key: profile.rawValue), dueAt: edge)
        }
        guard state?.next != next else { return [] }
        var effects: [Effect] = []
        if let old = state?.next, old.id != next?.id { effects.append(.cancel(old.id)) }
        if let next { effects.append(.schedule(next)) }
        state?.next = next
        return effects
    }
}
