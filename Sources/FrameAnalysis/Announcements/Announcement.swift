/// An MQTT message that tells others what the cameras see.
public struct Announcement: Hashable, Sendable {
    /// The topic, without wildcards.
    public var topic: String
    /// The payload; empty and retained, it takes back what the broker kept.
    public var payload: [UInt8]
    /// Whether the broker keeps it for later subscribers.
    public var retain: Bool
    /// The quality of service, 0 to 2.
    public var qos: UInt8
    /// After how long the message is worth nothing (MQTT 5); it never expires if `nil`.
    public var expiry: Duration?
    /// The media type of the payload (MQTT 5); plain text if `nil`.
    public var contentType: String?

    /// Creates a message; by default retained, at QoS 1, of plain text and without expiry.
    public init(
        topic: String,
        payload: [UInt8],
        retain: Bool = true,
        qos: UInt8 = 1,
        expiry: Duration? = nil,
        contentType: String? = nil
    ) {
        self.topic = topic
        self.payload = payload
        self.retain = retain
        self.qos = qos
        self.expiry = expiry
        self.contentType = contentType
    }

    /// Creates a retained message of plain text.
    init(topic: String, text: String) {
        self.init(topic: topic, payload: Array(text.utf8))
    }

    /// Creates the message that takes back what the broker keeps for a topic.
    ///
    /// - Parameter topic: The topic.
    /// - Returns: An empty retained message.
    static func withdrawal(of topic: String) -> Announcement {
        Announcement(topic: topic, payload: [])
    }
}
