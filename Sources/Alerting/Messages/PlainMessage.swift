public import MonitoringModel

/// A message to people that is about no alert, such as one that a rule sends.
public struct PlainMessage: Hashable, Sendable {
    /// The text.
    public var text: String
    /// The subject, for channels that show one.
    public var subject: String?
    /// The rule that sends it, if one does.
    public var rule: RuleID?

    /// Creates a message.
    public init(text: String, subject: String? = nil, rule: RuleID? = nil) {
        self.text = text
        self.subject = subject
        self.rule = rule
    }

    /// Returns the message in the form that a channel wants.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - address: Where the channel sends it.
    ///   - key: What identifies it.
    ///   - now: The current time: it is due at once.
    /// - Returns: The message for the outbox.
    public func entry(channel: String, address: String, key: String, at now: Instant) -> OutboxEntry {
        OutboxEntry(
            key: key,
            channel: channel,
            address: address,
            contentType: "application/json",
            body: body(channel, address, key, now).serialized,
            createdAt: now
        )
    }

    private func body(_ channel: String, _ address: String, _ key: String, _ now: Instant) -> JSONValue {
        let words = subject.map { "\($0): \(text)" } ?? text
        switch channel {
        case Receiver.speechChannel: return JSONValue(object: ["text": .string(words)])
        case Receiver.textChannel: return JSONValue(object: ["text": .string(words)])
        case Receiver.webChatChannel:
            return JSONValue(object: ["person": .string(address), "text": .string(words)])
        default:
            return JSONValue(object: [
                "key": .string(key),
                "event": .string("message"),
                "at": .string(now.description),
                "subject": subject.map(JSONValue.string) ?? .null,
                "text": .string(text),
                "rule": rule.map { .string($0.rawValue) } ?? .null,
            ])
        }
    }
}
