public import NIOCore

/// A message that the server publishes when the client vanishes without saying goodbye.
public struct MQTTWill: Sendable, Hashable {
    /// Where it is published.
    public var topic: TopicName
    /// The bytes, at most 65,535.
    public var payload: ByteBuffer
    /// The quality of service; default at least once.
    public var qos: QoS
    /// Whether the server keeps it for later subscribers; default false.
    public var retain: Bool
    /// How long the server waits for a reconnect before publishing, in whole seconds (MQTT 5.0); default zero.
    public var delay: Duration
    /// What else travels along (MQTT 5.0).
    public var properties: MessageProperties

    /// Makes a will.
    public init(
        topic: TopicName,
        payload: ByteBuffer,
        qos: QoS = .atLeastOnce,
        retain: Bool = false,
        delay: Duration = .zero,
        properties: MessageProperties = MessageProperties()
    ) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.delay = delay
        self.properties = properties
    }
}
