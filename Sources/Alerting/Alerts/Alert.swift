public import MonitoringModel

/// A condition that people are told about, from the moment it fires until it is resolved.
///
/// An alert is firing until somebody acknowledges it, and firing or acknowledged until its condition
/// returns to normal or somebody resolves it. The same condition coming back later is a new alert.
public struct Alert: Hashable, Codable, Sendable {
    /// Where an alert stands in its life.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// The condition holds and nobody has reacted.
        case firing
        /// Somebody takes care of it; the condition still holds.
        case acknowledged
        /// It is over.
        case resolved
    }

    /// The alert's name, such as `alert-000042`; names are given in the order of firing.
    public var id: AlertID
    /// The alert's number: 1 for the first, one more for each.
    public var number: Int64
    /// What makes its condition the same one when it is reported again.
    public var fingerprint: String
    /// What sort of thing it is about.
    public var kind: AlertKind
    /// How much it matters; the highest that was reported.
    public var severity: Severity
    /// Where it stands.
    public var state: State
    /// Whom or what it concerns.
    public var subject: Subject
    /// One sentence for a person.
    public var summary: String
    /// Further facts by name.
    public var details: [String: String]
    /// Pictures that show it.
    public var evidence: [EvidenceID]
    /// When the condition began, by the source's clock.
    public var startedAt: Instant
    /// When the alert last changed, by our clock.
    public var updatedAt: Instant
    /// When somebody acknowledged it.
    public var acknowledgedAt: Instant?
    /// Who acknowledged it.
    public var acknowledgedBy: String?
    /// When it was over.
    public var resolvedAt: Instant?
    /// Whether somebody said that nothing of the sort had happened; `nil` as long as nobody did.
    public var isFalseAlarm: Bool?

    /// Creates an alert that fires because a condition was reported.
    ///
    /// - Parameters:
    ///   - number: The alert's number, from 1.
    ///   - report: The report of the active condition.
    ///   - now: The time of firing by our clock.
    public init(number: Int64, report: ConditionReport, now: Instant) {
        self.id = Alert.id(number: number)
        self.number = number
        self.fingerprint = report.fingerprint
        self.kind = report.kind
        self.severity = report.severity
        self.state = .firing
        self.subject = report.subject
        self.summary = report.summary
        self.details = report.details
        self.evidence = report.evidence
        self.startedAt = report.observedAt
        self.updatedAt = now
    }

    /// Returns the name of the alert with a number: `alert-` and at least six digits.
    public static func id(number: Int64) -> AlertID {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
        guard let id = AlertID("alert-" + zeros + digits) else {
            // proof: digits, zeros and "alert-" are permitted characters, 26 at most.
            preconditionFailure("an alert's number always makes an identifier")
        }
        return id
    }
}
