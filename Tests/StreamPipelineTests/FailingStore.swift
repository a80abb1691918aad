import StreamPipeline
import Synchronization

/// A store whose next transactions fail as told.
struct FailingStore: UnitOfWork {
    /// How the next transactions fail.
    final class Failures: Sendable {
        private let pending: Mutex<[Bool]>

        /// Each entry fails one transaction; `true` is a fault that may pass by itself.
        init(_ transient: [Bool]) {
            pending = Mutex(transient)
        }

        var next: Bool? { pending.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
        var isEmpty: Bool { pending.withLock { $0.isEmpty } }
    }

    let inner: any UnitOfWork
    let failures: Failures

    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (any PipelineTransaction) throws -> Value
    ) async throws -> Value {
        let failure = failures.next
        return try await inner.perform { transaction in
            let value = try body(transaction)
            // All the work is done and must leave no trace.
            if let failure { throw StoreFailure(isTransient: failure, description: "The disk is full.") }
            return value
        }
    }

    func restore() async throws -> StoredState { try await inner.restore() }
}
