public import Alerting
public import ChatAssistant
import MonitoringModel

/// Something that happened, for those who watch the console live.
public enum FeedEvent: Sendable {
    /// An alert changed.
    case alert(AlertChange)
    /// A line was added to a conversation.
    case message(ChatMessage)
    /// A part of the service began or ceased to work.
    case status(ServiceStatus)

    /// The event's name in the stream.
    var name: String {
        switch self {
        case .alert: "alert"
        case .message: "message"
        case .status: "status"
        }
    }

    /// The event's JSON.
    var document: JSONValue {
        switch self {
        case .alert(let change):
            JSONValue(object: [
                "alert": AlertDocument.value(of: change.alert),
                "entry": AlertDocument.value(of: change.entry),
            ])
        case .message(let message): ChatEndpoints.document(message)
        case .status(let status): StatusDocument.value(of: status)
        }
    }
}
