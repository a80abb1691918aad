public import MonitoringModel

/// A condition that stays quiet because its alert was resolved by hand while it still held.
///
/// Stored with the state of the pipeline, so that a restart does not make the alert fire again.
public struct Suppression: Hashable, Codable, Sendable {
    /// What makes the condition the same one when it is reported again.
    public var fingerprint: String
    /// The severity of the alert that was resolved; a more severe report fires nevertheless.
    public var severity: Severity
    /// When the alert was resolved, by our clock.
    public var since: Instant

    /// Creates a suppression.
    public init(fingerprint: String, severity: Severity, since: Instant) {
        self.fingerprint = fingerprint
        self.severity = severity
        self.since = since
    }
}
