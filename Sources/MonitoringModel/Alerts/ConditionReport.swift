/// One machine's word that a condition holds or has returned to normal.
///
/// Detectors and rules report conditions; only the alert life cycle turns them into alerts.
/// Repeating a report changes nothing but the time it was last seen.
public struct ConditionReport: Hashable, Codable, Sendable {
    /// Whether the condition holds.
    public enum State: String, Codable, Sendable {
        /// The condition holds.
        case active
        /// The condition has returned to normal.
        case cleared
    }

    /// What makes this condition the same one when it is reported again, such as `fall/bedroom`.
    public var fingerprint: String
    /// What sort of condition it is.
    public var kind: AlertKind
    /// Whether it holds.
    public var state: State
    /// How much it matters.
    public var severity: Severity
    /// Whom or what it concerns.
    public var subject: Subject
    /// One sentence for a person, such as "Somebody fell in the bedroom".
    public var summary: String
    /// Further facts by name, such as `fault: low_snr`; at most 32.
    public var details: [String: String]
    /// When it began or ended, by the source's clock.
    public var observedAt: Instant
    /// Pictures that show it; at most 8.
    public var evidence: [EvidenceID]

    /// Creates a report.
    public init(
        fingerprint: String,
        kind: AlertKind,
        state: State,
        severity: Severity,
        subject: Subject,
        summary: String,
        details: [String: String] = [:],
        observedAt: Instant,
        evidence: [EvidenceID] = []
    ) {
        self.fingerprint = fingerprint
        self.kind = kind
        self.state = state
        self.severity = severity
        self.subject = subject
        self.summary = summary
        self.details = details
        self.observedAt = observedAt
        self.evidence = evidence
    }
}
