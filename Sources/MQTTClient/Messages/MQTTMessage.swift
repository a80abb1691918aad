public import NIOCore

/// A message that the server delivered.
public struct MQTTMessage: Sendable, Hashable {
    /// Where it was published.
    public var topic: TopicName
    /// Its bytes; they share the memory of the read they came with, so copy small parts that are kept for long.
    public var payload: ByteBuffer
    /// The quality of service of the delivery.
    public var qos: QoS
    /// Whether the message had been retained before the subscription was made.
    public var retain: Bool
    /// Whether the server says that it may have delivered this message before.
    public var isDuplicate: Bool
    /// What else came along (MQTT 5.0).
    public var properties: MessageProperties

    /// Makes a message, for tests of what consumes it.
    public init(
        topic: TopicName,
        payload: ByteBuffer,
        qos: QoS = .atMostOnce,
        retain: Bool = false,
        isDuplicate: Bool = false,
        properties: MessageProperties = MessageProperties()
    ) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.isDuplicate = isDuplicate
        self.properties = properties
    }
}
