public import NIOCore

/// A message to publish.
public struct MQTTPublication: Sendable, Hashable {
    /// Where to publish.
    public var topic: TopicName
    /// The bytes.
    public var payload: ByteBuffer
    /// The quality of service; default at least once.
    public var qos: QoS
    /// Whether the server keeps it for later subscribers; default false.
    public var retain: Bool
    /// What else travels along (MQTT 5.0).
    public var properties: MessageProperties

    /// Makes a publication.
    public init(
        topic: TopicName,
        payload: ByteBuffer,
        qos: QoS = .atLeastOnce,
        retain: Bool = false,
        properties: MessageProperties = MessageProperties()
    ) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.properties = properties
    }
}
