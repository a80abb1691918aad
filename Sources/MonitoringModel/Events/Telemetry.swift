/// One message of a device, decoded once at the edge.
public struct Telemetry: Hashable, Sendable {
    /// The topic it was published to.
    public var topic: String
    /// The device, if the topic or the payload names one.
    public var device: DeviceID?
    /// The payload.
    public var document: JSONValue
    /// When it was measured, by the device's clock; the time of arrival if the payload does not tell.
    public var observedAt: Instant
    /// When it arrived, by ours.
    public var receivedAt: Instant
    /// What came with it beside.
    public var envelope = MessageEnvelope()

    /// Creates a message.
    public init(
        topic: String,
        device: DeviceID?,
        document: JSONValue,
        observedAt: Instant,
        receivedAt: Instant
    ) {
        self.topic = topic
        self.device = device
        self.document = document
        self.observedAt = observedAt
        self.receivedAt = receivedAt
    }
}
