public import MonitoringModel

/// One line of a conversation with a person.
public struct ChatMessage: Hashable, Codable, Sendable {
    /// Who said it.
    public enum Speaker: String, Codable, Sendable {
        /// The person.
        case person
        /// Caretaker.
        case assistant
    }

    /// The line's number in all conversations, from 1; `0` before it is stored.
    public var number: Int64
    /// Whose conversation it is.
    public var person: PersonID
    /// Who said it.
    public var speaker: Speaker
    /// The channel it went by, such as `webchat`.
    public var channel: String
    /// The words.
    public var text: String
    /// The alert it is about, if any.
    public var alert: AlertID?
    /// When it was said.
    public var at: Instant

    /// Creates a line that has not been stored yet.
    public init(
        person: PersonID,
        speaker: Speaker,
        channel: String,
        text: String,
        alert: AlertID? = nil,
        at: Instant
    ) {
        self.number = 0
        self.person = person
        self.speaker = speaker
        self.channel = channel
        self.text = text
        self.alert = alert
        self.at = at
    }
}

/// Where conversations are read from.
public protocol TranscriptStore: Sendable {
    /// Returns lines of a person's conversation after a number, oldest first; at most `limit`.
    ///
    /// - Throws: The store's error if it cannot be read.
    func messages(with person: PersonID, after number: Int64, limit: Int) async throws -> [ChatMessage]
}
