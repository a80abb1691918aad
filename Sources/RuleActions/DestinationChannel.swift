public import Alerting
import MonitoringModel
public import NotificationChannels
import StreamPipeline

/// Sends the token to a web service that is to be confirmed, in the form that AWS IoT's rules use.
public struct DestinationChannel: NotificationChannel {
    /// The most tries.
    public static let tries = 3

    /// The channel's name: `rule-destination`.
    public let name = DestinationConfirmation.channel

    private let web: WebhookChannel

    /// Creates a channel with connections of its own, which ``stop()`` closes.
    public init() {
        web = WebhookChannel()
    }

    /// Sends the token once.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        let confirmation: DestinationConfirmation
        do {
            confirmation = try DestinationConfirmation(entry)
        } catch {
            return .abandoned(reason: "the confirmation cannot be read: \(error)")
        }
        var request = entry
        request.body =
            JSONValue(object: [
                "messageType": .string("DestinationConfirmation"),
                "destination": .string(confirmation.url),
                "confirmationToken": .string(confirmation.token),
                "howToConfirm": .string("caretaker destinations confirm TOKEN, or POST /api/v1/destinations/confirm"),
            ])
            .serialized
        switch await web.deliver(request) {
        case .delivered(let receipt): return .delivered(receipt: receipt)
        case .transient(let reason, let pause):
            guard entry.attempts + 1 < Self.tries else { return .abandoned(reason: reason) }
            return .transient(reason: reason, retryAfter: pause)
        case .permanent(let reason), .abandoned(let reason): return .abandoned(reason: reason)
        }
    }

    /// Closes the connections.
    public func stop() async { await web.stop() }
}
