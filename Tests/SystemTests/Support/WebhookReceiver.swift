import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A real HTTP server that keeps what is posted to it.
final class WebhookReceiver: Sendable {
    /// One posted message.
    struct Delivery: Sendable, Equatable {
        let key: String
        let body: String
    }

    private let received = Mutex<[Delivery]>([])

    /// What was posted so far, in order.
    var deliveries: [Delivery] { received.withLock { $0 } }

    /// The different bodies that were posted for each key.
    var bodiesByKey: [String: Set<String>] {
        deliveries.reduce(into: [:]) { $0[$1.key, default: []].insert($1.body) }
    }

    /// Serves on a port while the body runs.
    func serve<Value: Sendable>(
        on port: Int,
        while body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let router = Router()
        router.post("/hook") { [self] request, _ in
            let bytes = try await request.body.collect(upTo: 1 << 21)
            let key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] } ?? ""
            received.withLock { $0.append(Delivery(key: key, body: String(buffer: bytes))) }
            return HTTPResponse.Status.ok
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            logger: .init(label: "receiver") { _ in SwiftLogNoOpLogHandler() }
        )
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            group.addTask { try await body() }
            while let result = try await group.next() {
                guard let result else { continue }
                group.cancelAll()
                return result
            }
            throw CancellationError()
        }
    }
}
