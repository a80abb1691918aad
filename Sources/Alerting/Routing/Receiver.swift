public import MonitoringModel

/// A place that messages about alerts go to.
public struct Receiver: Hashable, Codable, Sendable {
    /// The name routes use.
    public var id: ReceiverID
    /// The channel, such as `webhook`, `webchat` or `speech`.
    public var channel: String
    /// Where the channel sends to: a URL, a person's name, a room.
    public var address: String
    /// Whose it is: messages to the person go here; `nil` for nobody's in particular.
    public var person: PersonID?

    /// Creates a receiver.
    public init(id: ReceiverID, channel: String, address: String, person: PersonID? = nil) {
        self.id = id
        self.channel = channel
        self.address = address
        self.person = person
    }
}
