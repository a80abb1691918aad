/// The messages that arrive, in batches; ends when the client stops or the waiting task is cancelled.
///
/// Meant for one consumer. As long as it does not ask for the next batch, waiting messages are merged up to the
/// limits of ``MQTTLimits``, and then the socket is not read.
public struct MQTTMessageBatches: AsyncSequence, Sendable {
    /// One batch.
    public typealias Element = MQTTMessageBatch
    /// Iterating never fails.
    public typealias Failure = Never

    let core: ClientCore

    /// Iterates over the batches.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let core: ClientCore

        /// Waits for the next batch.
        public mutating func next() async -> MQTTMessageBatch? {
            await core.nextBatch()
        }

        /// Waits for the next batch.
        public mutating func next(isolation actor: isolated (any Actor)?) async -> MQTTMessageBatch? {
            await core.nextBatch()
        }
    }

    /// Makes an iterator.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(core: core)
    }
}
