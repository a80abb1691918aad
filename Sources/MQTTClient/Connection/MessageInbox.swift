import NIOCore

/// Received messages that wait for the consumer, bounded by count and bytes.
struct MessageInbox {
    /// Messages of one connection.
    struct Chunk {
        /// The messages, in order of receipt.
        var messages: [MQTTMessage]
        /// The connection they came from.
        var epoch: UInt64
    }

    let limits: MQTTLimits
    private(set) var messageCount = 0
    private(set) var byteCount = 0
    /// The most messages that ever waited.
    private(set) var peakMessageCount = 0
    /// The most payload bytes that ever waited.
    private(set) var peakByteCount = 0
    private var chunks = CircularBuffer<Chunk>()

    /// Makes an empty inbox.
    init(limits: MQTTLimits) {
        self.limits = limits
    }

    /// Whether nothing waits.
    var isEmpty: Bool { chunks.isEmpty }

    /// Whether a limit is reached, so that the socket must not be read.
    var isFull: Bool {
        messageCount >= limits.incomingMessageLimit || byteCount >= limits.incomingByteLimit
    }

    /// Adds what one read brought.
    mutating func append(_ messages: [MQTTMessage], epoch: UInt64) {
        guard !messages.isEmpty else { return }
        chunks.append(Chunk(messages: messages, epoch: epoch))
        messageCount += messages.count
        byteCount += Self.bytes(in: messages)
        peakMessageCount = max(peakMessageCount, messageCount)
        peakByteCount = max(peakByteCount, byteCount)
    }

    /// Takes the next batch: waiting reads of one connection, merged up to the batch limit.
    mutating func take() -> Chunk? {
        guard var batch = chunks.popFirst() else { return nil }
        let limit = limits.maximumBatchSize
        if batch.messages.count > limit {
            let rest = Array(batch.messages[limit...])
            batch.messages.removeSubrange(limit...)
            chunks.prepend(Chunk(messages: rest, epoch: batch.epoch))
        }
        while let next = chunks.first, next.epoch == batch.epoch, batch.messages.count + next.messages.count <= limit {
            batch.messages += next.messages
            chunks.removeFirst()
        }
        messageCount -= batch.messages.count
        byteCount -= Self.bytes(in: batch.messages)
        return batch
    }

    /// Drops the QoS 1 and 2 messages, which the server is about to deliver again; returns their number.
    mutating func dropRedeliverable() -> Int {
        let before = messageCount
        let kept = chunks.map { Chunk(messages: $0.messages.filter { $0.qos == .atMostOnce }, epoch: $0.epoch) }
        chunks = CircularBuffer(kept.filter { !$0.messages.isEmpty })
        messageCount = chunks.reduce(0) { $0 + $1.messages.count }
        byteCount = chunks.reduce(0) { $0 + Self.bytes(in: $1.messages) }
        return before - messageCount
    }

    private static func bytes(in messages: [MQTTMessage]) -> Int {
        messages.reduce(0) { $0 + $1.payload.readableBytes }
    }
}
