public import Alerting
public import ChatAssistant
public import MonitoringModel

/// What became true with one transaction, for those who show it or act on it.
public struct CommittedBatch: Sendable {
    /// The alerts that changed, in order.
    public var changes: [AlertChange] = []
    /// The lines that were added to conversations, in order.
    public var messages: [ChatMessage] = []
    /// What alarms wanted and could not be asked for: the alarm, the action and the reason.
    public var failedActions: [String] = []
    /// The channels for which messages were put into the outbox.
    public var channels: Set<String> = []
    /// The kinds of which documents that are kept beside the settings changed.
    public var changedDocuments: Set<DocumentKind> = []
    /// The profile that became active, if one did.
    public var profile: ProfileID?
}

/// Somebody who is told of every transaction after it is durable.
public protocol CommitObserver: Sendable {
    /// Takes note of a batch; must return quickly, since the pipeline waits.
    func committed(_ batch: CommittedBatch)
}
