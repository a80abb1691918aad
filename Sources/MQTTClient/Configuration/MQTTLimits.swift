/// The bounds of everything the client holds in memory.
public struct MQTTLimits: Sendable, Hashable {
    /// The largest packet accepted from the server, in bytes; default 8 MiB.
    ///
    /// MQTT 5.0 announces it; a larger packet ends the connection.
    public var maximumPacketSize: Int
    /// How many unacknowledged QoS 1 and 2 messages the server may send, 1 to 65,535; default 4,096.
    ///
    /// MQTT 5.0 announces it; in 3.1.1 only ``incomingMessageLimit`` and ``incomingByteLimit`` bound the server.
    public var receiveMaximum: Int
    /// How many of the client's QoS 1 and 2 messages may be unconfirmed, 1 to 65,000; default 2,048.
    ///
    /// A server that allows fewer (MQTT 5.0) is obeyed.
    public var maximumInFlight: Int
    /// How many received messages may wait for the consumer before the socket is no longer read; default 8,192.
    ///
    /// What one round of socket reads brought (at most 1 MiB) may come on top.
    public var incomingMessageLimit: Int
    /// How many payload bytes may wait for the consumer before the socket is no longer read; default 16 MiB.
    public var incomingByteLimit: Int
    /// The most messages in one batch; default 2,048.
    public var maximumBatchSize: Int
    /// How many publications may wait to be sent, over all calls; default 65,536.
    ///
    /// A single call may exceed it when nothing else waits, since the caller holds that array anyway.
    public var outgoingMessageLimit: Int
    /// How many topic aliases each side may use (MQTT 5.0), 0 to 65,535; default 32.
    public var topicAliasMaximum: Int

    /// Makes limits.
    public init(
        maximumPacketSize: Int = 8 << 20,
        receiveMaximum: Int = 4096,
        maximumInFlight: Int = 2048,
        incomingMessageLimit: Int = 8192,
        incomingByteLimit: Int = 16 << 20,
        maximumBatchSize: Int = 2048,
        outgoingMessageLimit: Int = 65_536,
        topicAliasMaximum: Int = 32
    ) {
        self.maximumPacketSize = maximumPacketSize
        self.receiveMaximum = receiveMaximum
        self.maximumInFlight = maximumInFlight
        self.incomingMessageLimit = incomingMessageLimit
        self.incomingByteLimit = incomingByteLimit
        self.maximumBatchSize = maximumBatchSize
        self.outgoingMessageLimit = outgoingMessageLimit
        self.topicAliasMaximum = topicAliasMaximum
    }

    /// Why these limits cannot work, or nil.
    var problem: String? {
        if !(16...WireLimits.maximumVariableByteInteger).contains(maximumPacketSize) {
            return "maximumPacketSize must be from 16 to 268435455"
        }
        if !(1...65_535).contains(receiveMaximum) { return "receiveMaximum must be from 1 to 65535" }
        if !(1...65_000).contains(maximumInFlight) { return "maximumInFlight must be from 1 to 65000" }
        if !(0...65_535).contains(topicAliasMaximum) { return "topicAliasMaximum must be from 0 to 65535" }
        let positive = [incomingMessageLimit, incomingByteLimit, maximumBatchSize, outgoingMessageLimit]
        return positive.allSatisfy { $0 > 0 } ? nil : "all limits must be at least 1"
    }
}
