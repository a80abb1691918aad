import Logging
import MQTTClient
import NIOCore

/// Runs a client for the length of a test.
@discardableResult
func withClient<Value: Sendable>(
    _ configuration: MQTTConfiguration,
    _ body: (MQTTClient) async throws -> Value
) async throws -> Value {
    let client = try MQTTClient(configuration: configuration, logger: Logger(label: "test") { _ in SilentLog() })
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await client.run() }
        let value = try await body(client)
        group.cancelAll()
        try await group.waitForAll()
        return value
    }
}

/// Waits for a condition, at most for a generous while.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<1000 {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return false
}

/// Takes batches until enough messages came, acknowledging each.
func receive(_ count: Int, from client: MQTTClient) async throws -> [MQTTMessage] {
    var messages: [MQTTMessage] = []
    for await batch in client.messages {
        messages += batch.messages
        try await batch.acknowledge()
        if messages.count >= count { break }
    }
    return messages
}

extension MQTTConfiguration {
    /// A configuration for a broker of the test, with fast retries.
    static func test(
        _ server: MosquittoServer,
        _ identifier: String,
        version: MQTTVersion,
        scheme: String = "mqtt",
        host: String = "127.0.0.1"
    ) throws -> MQTTConfiguration {
        var configuration = MQTTConfiguration(
            server: try MQTTServerURL("\(scheme)://\(host):\(server.port)"),
            clientIdentifier: identifier,
            version: version
        )
        configuration.reconnect = MQTTReconnect(initialDelay: .milliseconds(50), maximumDelay: .milliseconds(500))
        return configuration
    }

    /// The same with a session that outlives connections.
    func persistent() -> MQTTConfiguration {
        var copy = self
        copy.cleanStart = false
        copy.sessionExpiry = .never
        return copy
    }
}

extension MQTTPublication {
    /// A publication of text.
    init(_ topic: String, _ text: String, qos: QoS = .atLeastOnce, retain: Bool = false) throws {
        self.init(topic: try TopicName(topic), payload: ByteBuffer(string: text), qos: qos, retain: retain)
    }
}

extension MQTTMessage {
    /// The payload as text.
    var text: String { String(buffer: payload) }
}

/// A log that keeps nothing.
struct SilentLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .critical

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {}
}
