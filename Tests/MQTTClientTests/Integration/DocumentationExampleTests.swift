import Logging
import MQTTClient
import NIOCore
import Testing

/// The example of the documentation, word for word.
private func serve(
    server: String,
    logger: Logger,
    store: @escaping @Sendable ([MQTTMessage]) async throws -> Void
) async throws {
    var configuration = MQTTConfiguration(server: try MQTTServerURL(server), clientIdentifier: "greenhouse")
    configuration.cleanStart = false
    configuration.sessionExpiry = .after(.seconds(3600))
    configuration.will = MQTTWill(
        topic: try TopicName("greenhouse/state"),
        payload: ByteBuffer(string: "lost"),
        retain: true
    )
    let client = try MQTTClient(configuration: configuration, logger: logger)

    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await client.run() }
        group.addTask {
            let answers = try await client.subscribe([MQTTSubscription(TopicFilter("greenhouse/+/temperature"))])
            logger.info("subscribed", metadata: ["answers": "\(answers)"])
            try await client.publish(
                MQTTPublication(
                    topic: TopicName("greenhouse/state"),
                    payload: ByteBuffer(string: "running"),
                    retain: true
                )
            )
        }
        group.addTask {
            for await batch in client.messages {
                try await store(batch.messages)
                try await batch.acknowledge()
            }
        }
        try await group.waitForAll()
    }
}

@Suite("Documentation")
struct DocumentationExampleTests {
    @Test("The example receives, stores, acknowledges and publishes")
    func example() async throws {
        try await MosquittoServer.with { server in
            let (stored, continuation) = AsyncStream.makeStream(of: String.self)
            let url = "mqtt://127.0.0.1:\(server.port)"
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await serve(server: url, logger: Logger(label: "test") { _ in SilentLog() }) { messages in
                        for message in messages { continuation.yield(message.text) }
                    }
                }
                try await withClient(.test(server, "sensor", version: .v5)) { sensor in
                    _ = try await sensor.subscribe([MQTTSubscription(TopicFilter("greenhouse/state"))])
                    let states = try await receive(1, from: sensor)
                    #expect(states.map(\.text) == ["running"])
                    try await sensor.publish(MQTTPublication("greenhouse/north/temperature", "21.5"))
                    var iterator = stored.makeAsyncIterator()
                    #expect(await iterator.next() == "21.5")
                }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }
}
