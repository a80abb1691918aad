public import Alerting
import MonitoringModel

/// Writes messages into people's conversations on our own web pages.
///
/// The body is JSON with `person`, `text` and perhaps `alert`.
public struct WebChatChannel: NotificationChannel {
    /// The channel's name: `webchat`.
    public var name: String { Receiver.webChatChannel }

    private let transcript: any TranscriptWriter

    /// Creates a channel that writes into conversations.
    public init(transcript: any TranscriptWriter) {
        self.transcript = transcript
    }

    /// Adds a message to its person's conversation.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        do {
            let line = try WebChatLine(entry.body)
            try await transcript.append(
                person: line.person,
                text: line.text,
                alert: line.alert ?? entry.alert,
                key: entry.key,
                at: entry.createdAt
            )
            return .delivered(receipt: "written into the conversation")
        } catch let error as ChannelError {
            return .permanent(reason: error.description)
        } catch {
            return .transient(reason: String("\(error)".prefix(200)))
        }
    }
}

/// One line of a conversation, as the outbox holds it.
struct WebChatLine: Hashable, Sendable {
    /// Whose conversation it is.
    let person: PersonID
    /// The words.
    let text: String
    /// The alert it is about, if any.
    let alert: AlertID?

    /// Reads a line from a message's body.
    init(_ body: [UInt8]) throws(ChannelError) {
        let document: JSONValue
        do {
            document = try JSONParser.parse(body)
        } catch {
            throw .invalidBody(channel: Receiver.webChatChannel, reason: "\(error)")
        }
        guard let name = document["person"]?.stringValue, let person = PersonID(name) else {
            throw .invalidBody(channel: Receiver.webChatChannel, reason: "'person' is missing or no person's name")
        }
        guard let text = document["text"]?.stringValue, !text.isEmpty else {
            throw .invalidBody(channel: Receiver.webChatChannel, reason: "'text' is missing")
        }
        self.person = person
        self.text = text
        alert = document["alert"]?.stringValue.flatMap { AlertID($0) }
    }
}
