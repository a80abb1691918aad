import Logging
import MQTTClient
import NIOCore
import Testing

@Suite("Sessions and lost connections, with a real broker")
struct SessionTests {
    @Test(
        "What was not acknowledged is delivered again, with DUP, after an abrupt end",
        arguments: MQTTVersion.allCases,
        [QoS.atLeastOnce, .exactlyOnce]
    )
    func redelivery(version: MQTTVersion, qos: QoS) async throws {
        try await MosquittoServer.with { server in
            let configuration = try MQTTConfiguration.test(server, "keeper", version: version).persistent()
            try await withClient(configuration) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("work"), maximumQoS: qos)])
                try await withClient(.test(server, "sender", version: version)) { sender in
                    for number in 0..<10 { try await sender.publish(MQTTPublication("work", "\(number)", qos: qos)) }
                }
                var held: [MQTTMessageBatch] = []
                var iterator = client.messages.makeAsyncIterator()
                while held.reduce(0, { $0 + $1.messages.count }) < 10 {
                    held.append(try #require(await iterator.next()))
                }
                #expect(held.flatMap(\.messages).allSatisfy { !$0.isDuplicate })
                // A rival with the same identifier throws this connection out; then the client takes it back.
                try await withClient(configuration) { rival in
                    let isConnected = try await eventually { await rival.counters.connections > 0 }
                    #expect(isConnected)
                }
                var again: [MQTTMessage] = []
                while again.count < 10 {
                    let batch = try #require(await iterator.next())
                    again += batch.messages
                    try await batch.acknowledge()
                }
                #expect(Set(again.map(\.text)) == Set((0..<10).map { "\($0)" }))
                #expect(again.contains { $0.isDuplicate })
                for batch in held { #expect(try await batch.acknowledge() == .stale) }
            }
        }
    }

    @Test(
        "A client that comes back resumes its session and finds what was published meanwhile",
        arguments: MQTTVersion.allCases
    )
    func absence(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            let configuration = try MQTTConfiguration.test(server, "sleeper", version: version).persistent()
            try await withClient(configuration) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("mail"))])
            }
            try await withClient(.test(server, "sender", version: version)) { sender in
                let letters = try (0..<50).map { try MQTTPublication("mail", "\($0)") }
                _ = try await sender.publish(contentsOf: letters)
            }
            try await withClient(configuration) { client in
                let letters = try await receive(50, from: client)
                #expect(letters.map(\.text) == (0..<50).map { "\($0)" })
                #expect(await client.state == .connected(sessionPresent: true))
            }
        }
    }

    @Test("Acknowledgements wait for earlier batches, and each is given once", arguments: MQTTVersion.allCases)
    func order(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            let configuration = try MQTTConfiguration.test(server, "orderly", version: version).persistent()
            try await withClient(configuration) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("work"))])
                var iterator = client.messages.makeAsyncIterator()
                try await client.publish(MQTTPublication("work", "first"))
                let first = try #require(await iterator.next())
                try await client.publish(MQTTPublication("work", "second"))
                let second = try #require(await iterator.next())
                #expect(try await second.acknowledge() == .accepted)
                await #expect(throws: MQTTClientError.alreadyAcknowledged) { _ = try await second.acknowledge() }
                _ = first
            }
            // The first batch was never acknowledged, so neither was the second.
            try await withClient(configuration) { client in
                let messages = try await receive(2, from: client)
                #expect(messages.map(\.text) == ["first", "second"])
            }
            try await withClient(configuration) { client in
                try await client.publish(MQTTPublication("work", "third"))
                #expect(try await receive(1, from: client).map(\.text) == ["third"])
            }
        }
    }

    @Test(
        "A killed broker is waited for; subscriptions and unconfirmed messages come through",
        arguments: MQTTVersion.allCases,
        [QoS.atLeastOnce, .exactlyOnce]
    )
    func brokerRestart(version: MQTTVersion, qos: QoS) async throws {
        try await MosquittoServer.with { server in
            try await withClient(.test(server, "stayer", version: version)) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("alive"), maximumQoS: qos)])
                try await client.publish(MQTTPublication("alive", "before", qos: qos))
                #expect(try await receive(1, from: client).map(\.text) == ["before"])
                await server.setFrozen(true)
                async let outcome = client.publish(MQTTPublication("alive", "during", qos: qos))
                #expect(try await eventually { await client.counters.waitingPublications == 0 })
                await server.kill()
                try await server.start()
                #expect(try await outcome == .success)
                #expect(try await receive(1, from: client).map(\.text) == ["during"])
                #expect(await client.counters.connections == 2)
                #expect(await client.state == .connected(sessionPresent: false))
            }
        }
    }

    @Test("The states tell the story of a connection", arguments: MQTTVersion.allCases)
    func states(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            let configuration = try MQTTConfiguration.test(server, "story", version: version)
            let client = try MQTTClient(
                configuration: configuration,
                logger: Logger(label: "test") { _ in SilentLog() }
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await client.run() }
                var states = client.states.makeAsyncIterator()
                #expect(await states.next() == .connecting(attempt: 1))
                #expect(await states.next() == .connected(sessionPresent: false))
                await server.kill()
                let lost = await states.next()
                guard case .disconnected(.connectionLost)? = lost else {
                    Issue.record("unexpected state \(String(describing: lost))")
                    return
                }
                #expect(await states.next() == .connecting(attempt: 1))
                guard case .disconnected(.unreachable)? = await states.next() else {
                    Issue.record("the dead broker should be unreachable")
                    return
                }
                #expect(await states.next() == .connecting(attempt: 2))
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    @Test("A stalled broker is given up after the keep-alive interval", arguments: MQTTVersion.allCases)
    func keepAlive(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            var configuration = try MQTTConfiguration.test(server, "pinger", version: version)
            configuration.keepAlive = .seconds(1)
            try await withClient(configuration) { client in
                try await client.publish(MQTTPublication("x", "y"))
                await server.setFrozen(true)
                for await state in client.states where state == .disconnected(.keepAliveExpired) { break }
                await server.setFrozen(false)
                try await client.publish(MQTTPublication("x", "z"))
                #expect(await client.counters.connections == 2)
            }
        }
    }

    @Test(
        "A consumer that does not ask stops the flood, and nothing is lost",
        arguments: MQTTVersion.allCases,
        [QoS.atMostOnce, .atLeastOnce]
    )
    func backpressure(version: MQTTVersion, qos: QoS) async throws {
        let settings = [
            "allow_anonymous true", "max_queued_messages 0", "max_queued_bytes 0", "max_inflight_messages 0",
        ]
        try await MosquittoServer.with(settings: settings) { server in
            var configuration = try MQTTConfiguration.test(server, "slow", version: version)
            configuration.limits.incomingMessageLimit = 100
            configuration.limits.incomingByteLimit = 200_000
            configuration.limits.maximumBatchSize = 64
            try await withClient(configuration) { slow in
                _ = try await slow.subscribe([MQTTSubscription(TopicFilter("flood"), maximumQoS: qos)])
                let total = 30_000
                let flood = try (0..<total)
                    .map {
                        try MQTTPublication("flood", "\($0) " + String(repeating: "x", count: 500), qos: qos)
                    }
                try await withClient(.test(server, "fast", version: version)) { fast in
                    // The sender finishes although nobody takes anything.
                    let outcomes = try await fast.publish(contentsOf: flood)
                    #expect(outcomes.allSatisfy { $0.error == nil })
                    #expect(try await eventually { await slow.counters.waitingMessages >= 100 })
                }
                var expected = 0
                for await batch in slow.messages {
                    #expect(batch.messages.count <= 64)
                    for message in batch.messages {
                        #expect(message.text.hasPrefix("\(expected) "))
                        expected += 1
                    }
                    try await batch.acknowledge()
                    if expected >= total { break }
                }
                #expect(expected == total)
                // One round of reads (1 MiB) may come on top of the limit.
                #expect(await slow.counters.peakWaitingBytes <= 200_000 + 1_048_576)
            }
        }
    }
}
