/// What a machine wants done as the consequence of an event.
///
/// Machines only say what they want; the pipeline stores it in the same transaction as the state that
/// asked for it.
public enum Effect: Hashable, Sendable {
    /// A condition holds or has returned to normal.
    case report(ConditionReport)
    /// Call the machine at a time; replaces an earlier deadline of the same name.
    case schedule(Deadline)
    /// Forget a deadline; nothing happens if there is none.
    case cancel(Deadline.ID)
    /// Publish an MQTT message.
    case publish(Publication)
}

/// An MQTT message that is to be sent.
public struct Publication: Hashable, Sendable {
    /// The topic, without wildcards.
    public var topic: String
    /// The payload.
    public var payload: [UInt8]
    /// The quality of service, 0 to 2.
    public var qos: UInt8
    /// Whether the broker keeps it for later subscribers.
    public var retain: Bool
    /// How often rules have passed it on, this time included; 0 for what no rule passes on.
    public var hops: Int

    /// Creates a message; by default at QoS 1 and not retained.
    public init(topic: String, payload: [UInt8], qos: UInt8 = 1, retain: Bool = false, hops: Int = 0) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.hops = hops
    }
}
