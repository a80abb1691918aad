import ChatAssistant
import ConsoleAPI
import MonitoringModel
import NotificationChannels
import Persistence

/// Writes what the web chat delivers into the conversation and shows it at once.
struct TranscriptDelivery: TranscriptWriter {
    let store: SQLiteStore
    let feed: AlertFeed

    func append(person: PersonID, text: String, alert: AlertID?, key: String, at instant: Instant) async throws {
        let line = ChatMessage(
            person: person,
            speaker: .assistant,
            channel: "webchat",
            text: text,
            alert: alert,
            at: instant
        )
        if let stored = try await store.deliver(line, key: key) { feed.publish(.message(stored)) }
    }
}
