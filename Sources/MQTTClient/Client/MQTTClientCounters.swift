/// What a client counted since it was made, for status pages and metrics.
public struct MQTTClientCounters: Sendable, Hashable {
    /// Messages received.
    public internal(set) var receivedMessages: UInt64 = 0
    /// Publications confirmed by the server, or written for QoS 0.
    public internal(set) var confirmedPublications: UInt64 = 0
    /// Publications that failed.
    public internal(set) var failedPublications: UInt64 = 0
    /// Connections the server accepted.
    public internal(set) var connections: UInt64 = 0
    /// Waiting messages dropped after a reconnect because the server delivers them again.
    public internal(set) var supersededMessages: UInt64 = 0
    /// Batch acknowledgements dropped because their connection was gone.
    public internal(set) var staleAcknowledgements: UInt64 = 0
    /// Messages that wait for the consumer now.
    public internal(set) var waitingMessages = 0
    /// The most messages that ever waited for the consumer.
    public internal(set) var peakWaitingMessages = 0
    /// Payload bytes that wait for the consumer now.
    public internal(set) var waitingBytes = 0
    /// The most payload bytes that ever waited for the consumer.
    public internal(set) var peakWaitingBytes = 0
    /// Publications that wait to be sent now.
    public internal(set) var waitingPublications = 0
}
