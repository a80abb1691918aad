import Synchronization

/// Tells the delivery loops that messages were put into the outbox.
///
/// Notify after the commit. Any number of notifications before a loop looks count as one.
public final class OutboxSignal: Sendable {
    private let listeners = Mutex<[AsyncStream<Void>.Continuation]>([])

    /// Creates a signal that nobody listens to yet.
    public init() {}

    /// Wakes all loops.
    public func notify() {
        for listener in listeners.withLock(\.self) { listener.yield() }
    }

    /// Adds somebody to wake.
    func add(_ listener: AsyncStream<Void>.Continuation) {
        listeners.withLock { $0.append(listener) }
    }
}
