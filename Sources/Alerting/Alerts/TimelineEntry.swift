public import MonitoringModel

/// One thing that happened to an alert, for its history.
public struct TimelineEntry: Hashable, Codable, Sendable {
    /// What happened.
    public enum Event: String, Codable, Sendable, CaseIterable {
        /// The alert began to fire.
        case fired
        /// It came to matter more.
        case severityRaised = "severity_raised"
        /// New facts or pictures were added.
        case updated
        /// Somebody acknowledged it.
        case acknowledged
        /// The condition returned to normal or somebody resolved it.
        case resolved
        /// A message about it was put into the outbox.
        case queued
        /// A message about it was delivered.
        case delivered
        /// A message about it could not be delivered; it will be tried again unless the text says otherwise.
        case deliveryFailed = "delivery_failed"
        /// Somebody wrote about it or was answered.
        case conversation
        /// A visit was booked or cancelled because of it.
        case visit
    }

    /// The alert.
    public var alert: AlertID
    /// When it happened, by our clock.
    public var at: Instant
    /// What happened.
    public var event: Event
    /// What happened, in words.
    public var text: String
    /// Who did it, if a person did.
    public var actor: String?

    /// Creates an entry.
    public init(alert: AlertID, at: Instant, event: Event, text: String, actor: String? = nil) {
        self.alert = alert
        self.at = at
        self.event = event
        self.text = text
        self.actor = actor
    }
}
