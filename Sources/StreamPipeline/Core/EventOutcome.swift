public import Alerting
public import ChatAssistant
public import MetricAlarms
public import MonitoringModel

/// What one event led to.
public struct EventOutcome: Sendable {
    /// Whether the event was a repetition, and so changed nothing.
    public var isRepetition = false
    /// The alerts that changed, in order.
    public var changes: [AlertChange] = []
    /// The lines that were added to conversations, in order.
    public var messages: [ChatMessage] = []
    /// The channels for which messages were put into the outbox.
    public var channels: Set<String> = []
    /// Why a command was refused, if it was.
    public var refusal: AlertingError?
    /// The kinds of which a document was kept or removed.
    public var changedDocuments: Set<DocumentKind> = []
    /// Why a document was neither kept nor removed, if it was not.
    public var documentRefusal: DocumentRefusal?
    /// The web service that was changed, as it is now; `nil` if it was removed.
    public var destination: HTTPDestinations.Entry?
    /// Why a web service was not changed, if it was not.
    public var destinationRefusal: DestinationRefusal?
    /// The changes of metric alarms' states, in order.
    public var transitions: [AlarmTransition] = []
    /// What alarms wanted and could not be asked for: the alarm, the action and the reason.
    public var failedActions: [String] = []
    /// The profile that became active, if one did.
    public var profile: ProfileID?
    /// Why a profile was not made active, if it was not.
    public var profileRefusal: UnknownProfile?
}
