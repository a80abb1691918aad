import Alerting
public import MonitoringModel

/// Remembers about which cameras nobody is to be notified, and what was held back because of that.
///
/// What is held back is told when the quiet ends, if the alert is still open then: somebody may lie there.
public struct QuietCameras: Sendable {
    /// The owner of the deadline at which some quiet ends; its key is empty.
    public static let deadlineOwner = "quiet_cameras"
    /// The greatest number of alerts whose messages are remembered; messages of more are not held back.
    public static let maximumHeld = 1_000

    /// What is remembered.
    public struct State: Hashable, Codable, Sendable {
        /// The cameras, by name.
        public internal(set) var cameras: [QuietCamera] = []
        /// The alerts of which somebody would have been told, and what would have been told.
        var held: [AlertID: TimelineEntry.Event] = [:]

        /// Creates the state of a house in which everything is told.
        public init() {}
    }

    /// What is remembered.
    public private(set) var state: State

    /// Goes on with what was stored.
    public init(state: State = State()) {
        self.state = state
    }

    /// Takes over which cameras are quiet.
    ///
    /// - Parameters:
    ///   - cameras: All that are to be quiet.
    ///   - now: The current time.
    /// - Returns: What is to be done.
    mutating func set(_ cameras: [QuietCamera], at now: Instant) -> [Effect] {
        let wanted = cameras.filter { $0.until.map { $0 > now } ?? true }.sorted { $0.camera < $1.camera }
        state.cameras = wanted
        let id = Deadline.ID(owner: Self.deadlineOwner, key: "")
        guard let end = wanted.compactMap(\.until).min() else { return [.cancel(id)] }
        return [.schedule(Deadline(id: id, dueAt: end))]
    }

    /// Whether the message about a change is to be held back; if so, it is remembered.
    ///
    /// The end of an alert that people were told of is told, and that of another is not.
    mutating func holdsBack(_ change: AlertChange, at now: Instant) -> Bool {
        switch change.event {
        case .fired, .severityRaised:
            guard isQuiet(change.alert, at: now), state.held.count < Self.maximumHeld else {
                return false
            }
            if state.held[change.alert.id] != .fired { state.held[change.alert.id] = change.event }
            return true
        case .resolved: return state.held.removeValue(forKey: change.alert.id) == .fired
        default: return state.held[change.alert.id] == .fired
        }
    }

    /// Takes out what was held back about alerts that are not quiet any more.
    mutating func release(_ open: [Alert], at now: Instant) -> [(alert: Alert, event: TimelineEntry.Event)] {
        let ended = open.filter { state.held[$0.id] != nil && !isQuiet($0, at: now) }
        return ended.compactMap { alert in
            state.held.removeValue(forKey: alert.id).map { (alert, $0) }
        }
    }

    private func isQuiet(_ alert: Alert, at now: Instant) -> Bool {
        guard let camera = alert.subject.camera else { return false }
        return state.cameras.contains { $0.camera == camera && ($0.until.map { $0 > now } ?? true) }
    }
}
