public import MonitoringModel

/// What a person may be told about an alert that is not over.
public struct AlertFact: Hashable, Codable, Sendable {
    /// The alert.
    public var id: AlertID
    /// What it is about, in one sentence.
    public var summary: String
    /// How much it matters.
    public var severity: Severity
    /// When it began.
    public var startedAt: Instant
    /// Whether somebody already takes care of it.
    public var isAcknowledged: Bool

    /// Creates a fact.
    public init(id: AlertID, summary: String, severity: Severity, startedAt: Instant, isAcknowledged: Bool) {
        self.id = id
        self.summary = summary
        self.severity = severity
        self.startedAt = startedAt
        self.isAcknowledged = isAcknowledged
    }
}
