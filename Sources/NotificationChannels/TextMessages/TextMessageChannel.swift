public import Alerting
import MonitoringModel

/// Sends text messages to phones through a gateway that takes HTTP requests.
///
/// The address is a phone number, the body is JSON with `text`. The gateway gets JSON with the number and the text;
/// its answer is read as a webhook's is.
public struct TextMessageChannel: NotificationChannel {
    /// The longest text in characters: what ten linked text messages hold (3GPP TS 23.040, 153 characters each).
    public static let maximumLength = 1_530

    /// How a gateway wants its requests.
    public struct Gateway: Hashable, Sendable {
        /// Its address.
        public var url: String
        /// The member of the JSON body with the phone number.
        public var numberField: String
        /// The member of the JSON body with the text.
        public var textField: String

        /// Creates the description of a gateway.
        public init(url: String, numberField: String = "to", textField: String = "text") {
            self.url = url
            self.numberField = numberField
            self.textField = textField
        }
    }

    /// The channel's name: `sms`.
    public var name: String { Receiver.textChannel }

    private let gateway: Gateway
    private let web: WebhookChannel

    /// Creates a channel with connections of its own, which ``stop()`` closes.
    ///
    /// - Parameters:
    ///   - gateway: The gateway.
    ///   - secret: What the gateway asks for, if it does.
    public init(gateway: Gateway, secret: WebhookSecret? = nil) {
        self.gateway = gateway
        web = WebhookChannel(secrets: secret.map { [gateway.url: $0] } ?? [:])
    }

    /// Hands a message to the gateway once.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        // proof: a body that is no JSON has no text, which is told.
        guard let document = try? JSONParser.parse(entry.body), let text = document["text"]?.stringValue, !text.isEmpty
        else { return .permanent(reason: "the message has no 'text'") }
        var request = entry
        request.address = gateway.url
        request.contentType = "application/json"
        request.body =
            JSONValue.object([
                JSONValue.Member(name: gateway.numberField, value: .string(entry.address)),
                JSONValue.Member(name: gateway.textField, value: .string(String(text.prefix(Self.maximumLength)))),
            ])
            .serialized
        return await web.deliver(request)
    }

    /// Closes the connections.
    public func stop() async { await web.stop() }
}
