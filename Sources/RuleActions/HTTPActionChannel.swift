public import Alerting
import AsyncHTTPClient
import Foundation
public import MonitoringModel
import NIOCore
import NIOHTTP1
import NIOPosix
public import NotificationChannels
import RuleEngine
import StreamPipeline

/// Carries out the actions of rules that call web services.
///
/// A request is tried three times at most: again only after 429, 5xx or if nobody was reached, never after a long reply
/// or a lost connection, since the service may have done what was asked (the retry rules of AWS IoT's HTTP action).
/// Redirections are not followed: they would lead to addresses that nobody has confirmed.
public struct HTTPActionChannel: NotificationChannel {
    /// The channel's name: `rule-http`.
    public let name = "rule-http"

    private let client: HTTPClient
    private let wallClock: any WallClock

    /// Creates a channel with connections of its own, which ``stop()`` closes.
    public init(wallClock: any WallClock = SystemWallClock()) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.idleTimeout = .seconds(30)
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.wallClock = wallClock
    }

    /// Sends a request once.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        if let refusal = ActionAge.refusal(of: entry, at: wallClock.now) { return refusal }
        let order: ActionOrder
        do {
            order = try ActionOrder(entry)
        } catch {
            return .abandoned(reason: "the order cannot be read: \(error)")
        }
        guard case .http(let action) = order.action else {
            return .abandoned(reason: "'\(order.action.name)' is no request")
        }
        // The client's own deadline ends with the response's head; this one covers a dripping body too.
        return await AttemptDeadline.run(
            within: .milliseconds(action.timeout),
            late: .abandoned(reason: "no answer within \(action.timeout) ms")
        ) {
            await send(action, order, entry)
        }
    }

    /// Closes the connections.
    public func stop() async {
        do {
            try await client.shutdown()
        } catch {
            // Shutting down a second time is the only failure, and leaves nothing open either.
        }
    }

    private func send(_ action: HTTPAction, _ order: ActionOrder, _ entry: OutboxEntry) async -> ChannelOutcome {
        var request = HTTPClientRequest(url: action.url)
        request.method = HTTPMethod(rawValue: action.method)
        request.headers = ["User-Agent": "Caretaker", "Idempotency-Key": entry.key]
        request.headers.add(name: "Content-Type", value: "application/json")
        for (name, value) in action.headers.sorted(by: { $0.key < $1.key }) {
            request.headers.replaceOrAdd(name: name, value: value)
        }
        if action.method != "GET" { request.body = .bytes(ByteBuffer(bytes: order.payload)) }
        do {
            let response = try await client.execute(request, timeout: .milliseconds(Int64(action.timeout)))
            var size = 0
            for try await part in response.body {
                size += part.readableBytes
                if size > HTTPRetry.replyBytes { break }
            }
            return Self.outcome(Int(response.status.code), bytes: size, attempt: entry.attempts + 1)
        } catch {
            // Whoever was not reached has done nothing, so nothing can be done twice.
            guard Self.wasNotReached(error), entry.attempts + 1 < HTTPRetry.attempts else {
                return .abandoned(reason: Self.reason(error))
            }
            return .transient(reason: Self.reason(error))
        }
    }

    private static func wasNotReached(_ error: any Error) -> Bool {
        if error is NIOConnectionError || error as? HTTPClientError == .connectTimeout { return true }
        // An address without a name fails by the system's own error.
        guard let code = (error as? IOError)?.errnoCode else { return false }
        return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(code)
    }

    private static func outcome(_ status: Int, bytes: Int, attempt: Int) -> ChannelOutcome {
        if (200..<300).contains(status) { return .delivered(receipt: "HTTP \(status)") }
        guard HTTPRetry.isDue(after: .answer(status: status, bytes: bytes), attempt: attempt) else {
            let tries = attempt == 1 ? "" : " after \(attempt) tries"
            return .abandoned(reason: "HTTP \(status)\(tries)")
        }
        return .transient(reason: "HTTP \(status)")
    }

    private static func reason(_ error: any Error) -> String {
        let text = error is HTTPClientError ? "\(error)".replacing("HTTPClientError.", with: "") : "\(error)"
        return String(text.prefix(200))
    }
}
