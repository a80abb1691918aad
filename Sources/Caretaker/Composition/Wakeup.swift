/// A bell for one waiting loop: rings that come while the loop works are one ring.
struct Wakeup: Sendable {
    /// The rings, for one consumer.
    let wakeups: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// Creates a bell.
    init() {
        (wakeups, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Rings.
    func wake() {
        continuation.yield()
    }
}
