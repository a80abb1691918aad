/// Messages that arrived together, with one acknowledgement for all of them.
///
/// The server is told that the messages were received only when ``acknowledge()`` is called, and in the order of
/// receipt: an acknowledged batch waits for the batches before it. A batch that is never acknowledged holds back all
/// later acknowledgements until the connection ends; then the server delivers again what was not acknowledged.
public struct MQTTMessageBatch: Sendable {
    /// What became of an acknowledgement.
    public enum Acknowledgement: Sendable, Hashable {
        /// It was sent, or is sent as soon as the batches before are acknowledged.
        case accepted
        /// The batch's connection is gone; a server that keeps the session delivers its messages again.
        case stale
    }

    /// The messages, in the order of receipt; never empty.
    public let messages: [MQTTMessage]

    let core: ClientCore
    let epoch: UInt64
    let number: UInt64

    init(messages: [MQTTMessage], core: ClientCore, epoch: UInt64, number: UInt64) {
        self.messages = messages
        self.core = core
        self.epoch = epoch
        self.number = number
    }

    /// Confirms the receipt of all messages to the server; call it when they are safe.
    ///
    /// - Returns: whether the acknowledgement still concerned a living connection.
    /// - Throws: ``MQTTClientError/alreadyAcknowledged``.
    @discardableResult
    public func acknowledge() async throws -> Acknowledgement {
        try await core.acknowledge(epoch: epoch, number: number)
    }
}
