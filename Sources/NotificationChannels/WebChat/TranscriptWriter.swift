public import MonitoringModel

/// Where lines are added to people's conversations.
public protocol TranscriptWriter: Sendable {
    /// Adds what we say to a person's conversation; a line whose key was added before changes nothing.
    ///
    /// - Parameters:
    ///   - person: Whose conversation it is.
    ///   - text: The words.
    ///   - alert: The alert it is about, if any.
    ///   - key: What identifies the line.
    ///   - instant: When it was written.
    /// - Throws: The store's error if it cannot be written.
    func append(person: PersonID, text: String, alert: AlertID?, key: String, at instant: Instant) async throws
}
