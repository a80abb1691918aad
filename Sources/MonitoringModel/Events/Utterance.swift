/// Something a person said or wrote to us.
public struct Utterance: Hashable, Codable, Sendable {
    /// The longest text that is read, in characters; channels reject longer ones.
    public static let maximumLength = 1_024

    /// Who said it.
    public var person: PersonID
    /// The channel it came by, such as `webchat`.
    public var channel: String
    /// The words.
    public var text: String
    /// When it arrived.
    public var receivedAt: Instant

    /// Creates an utterance.
    public init(person: PersonID, channel: String, text: String, receivedAt: Instant) {
        self.person = person
        self.channel = channel
        self.text = text
        self.receivedAt = receivedAt
    }
}
