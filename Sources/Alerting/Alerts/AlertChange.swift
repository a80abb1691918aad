/// One change of one alert, to be stored and told.
public struct AlertChange: Hashable, Codable, Sendable {
    /// The alert after the change.
    public var alert: Alert
    /// What happened, for the alert's history.
    public var entry: TimelineEntry

    /// Creates a change.
    public init(alert: Alert, entry: TimelineEntry) {
        self.alert = alert
        self.entry = entry
    }

    /// What happened.
    public var event: TimelineEntry.Event { entry.event }

    /// Whether the alert did not exist before.
    public var isNew: Bool { entry.event == .fired }
}
