public import Alerting
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Posts messages to URLs.
///
/// The body is sent as it was written. The header `Idempotency-Key` carries the message's key, by which
/// a receiver recognises a repetition. Redirections are not followed; of a response only status and
/// `Retry-After` are looked at.
public struct WebhookChannel: NotificationChannel {
    /// The greatest number of bytes of a response that are read.
    public static let maximumResponseSize = 16 * 1_024

    /// The channel's name: `webhook`.
    public var name: String { Receiver.webhookChannel }

    private let client: HTTPClient
    private let secrets: [String: WebhookSecret]
    private let timeout: Duration

    /// Creates a channel with connections of its own, which ``stop()`` closes.
    ///
    /// - Parameters:
    ///   - secrets: What receivers ask for, by their address.
    ///   - timeout: How long an attempt may last, from connecting to the end of the response; 10 s by default.
    public init(secrets: [String: WebhookSecret] = [:], timeout: Duration = .seconds(10)) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.idleTimeout = .seconds(30)
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.secrets = secrets
        self.timeout = timeout
    }

    /// Posts a message once.
    public func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        let scheme = entry.address.prefix(8).lowercased()
        guard scheme.hasPrefix("http://") || scheme.hasPrefix("https://") else {
            return .permanent(reason: "the address is no URL with http:// or https://")
        }
        var request = HTTPClientRequest(url: entry.address)
        request.method = .POST
        request.headers = headers(of: entry)
        request.body = .bytes(ByteBuffer(bytes: entry.body))
        // The client's own deadline ends with the response's head; this one covers a dripping body too.
        return await AttemptDeadline.run(within: timeout, late: .transient(reason: "no answer within \(timeout)")) {
            [request] in await post(request)
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

    private func headers(of entry: OutboxEntry) -> HTTPHeaders {
        var headers = HTTPHeaders([
            ("Content-Type", entry.contentType),
            ("Idempotency-Key", entry.key),
            ("User-Agent", "Caretaker"),
        ])
        if let secret = secrets[entry.address] { headers.replaceOrAdd(name: secret.name, value: secret.value) }
        return headers
    }

    private func post(_ request: HTTPClientRequest) async -> ChannelOutcome {
        do {
            let response = try await client.execute(request, timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))))
            var size = 0
            for try await part in response.body {
                size += part.readableBytes
                if size >= Self.maximumResponseSize { break }
            }
            let retryAfter = response.headers.first(name: "Retry-After")
            return WebhookResponse(status: response.status.code, retryAfter: retryAfter).outcome
        } catch let error as HTTPClientError where Self.isAddressWrong(error) {
            return .permanent(reason: "the address is no usable URL: \(error)")
        } catch {
            return .transient(reason: Self.reason(error))
        }
    }

    private static func isAddressWrong(_ error: HTTPClientError) -> Bool {
        [.invalidURL, .emptyHost, .emptyScheme, .missingSocketPath].contains(error)
            || "\(error)".contains("unsupportedScheme")
    }

    private static func reason(_ error: any Error) -> String {
        let text = error is HTTPClientError ? "\(error)".replacing("HTTPClientError.", with: "") : "\(error)"
        return String(text.prefix(200))
    }
}
