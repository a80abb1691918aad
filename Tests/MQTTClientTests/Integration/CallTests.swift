import Foundation
import Logging
import MQTTClient
import NIOCore
import ServiceLifecycle
import Testing

@Suite("Calls without a connection, limits and stopping")
struct CallTests {
    private func lonelyClient(_ change: (inout MQTTConfiguration) -> Void = { _ in }) async throws -> MQTTClient {
        let port = try await MosquittoServer.freePort()
        var configuration = MQTTConfiguration(
            server: try MQTTServerURL("mqtt://127.0.0.1:\(port)"),
            clientIdentifier: "lonely"
        )
        configuration.reconnect = MQTTReconnect(initialDelay: .milliseconds(10), maximumDelay: .milliseconds(20))
        change(&configuration)
        return try MQTTClient(configuration: configuration, logger: Logger(label: "test") { _ in SilentLog() })
    }

    @Test("A waiting publish and subscribe can be cancelled")
    func cancellation() async throws {
        let client = try await lonelyClient()
        let publication = try MQTTPublication("t", "x")
        let subscription = try MQTTSubscription(TopicFilter("t"))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await client.publish(publication) }
            group.addTask { _ = try await client.subscribe([subscription]) }
            group.cancelAll()
            while let result = await group.nextResult() {
                #expect(throws: CancellationError.self) { try result.get() }
            }
        }
        #expect(await client.counters.waitingPublications == 0)
    }

    @Test("More publications than the buffer takes are refused")
    func fullBuffer() async throws {
        let client = try await lonelyClient { $0.limits.outgoingMessageLimit = 10 }
        let publication = try MQTTPublication("t", "x")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await client.publish(contentsOf: Array(repeating: publication, count: 11)) }
            let isQueued = try await eventually { await client.counters.waitingPublications == 11 }
            #expect(isQueued)
            await #expect(throws: MQTTClientError.outgoingBufferFull(limit: 10)) {
                try await client.publish(publication)
            }
            group.cancelAll()
            while await group.nextResult() != nil {}
        }
    }

    @Test("A client that gives up tells everybody who waits")
    func givingUp() async throws {
        let client = try await lonelyClient { $0.reconnect.maximumFailures = 3 }
        let publication = try MQTTPublication("t", "x")
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: MQTTClientError.self) { try await client.publish(publication) }
            }
            group.addTask {
                for await _ in client.messages { Issue.record("there is nothing to receive") }
            }
            group.addTask {
                await #expect(throws: MQTTClientError.self) { try await client.run() }
            }
        }
        var attempts: [Int] = []
        for await state in client.states {
            if case .connecting(let attempt) = state { attempts.append(attempt) }
        }
        #expect(attempts == [1, 2, 3])
        await #expect(throws: MQTTClientError.self) { try await client.publish(publication) }
        await #expect(throws: MQTTClientError.alreadyRunning) { try await client.run() }
    }

    @Test("Graceful shutdown says goodbye and ends everything", arguments: MQTTVersion.allCases)
    func gracefulShutdown(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            let configuration = try MQTTConfiguration.test(server, "leaver", version: version)
            let logger = Logger(label: "test") { _ in SilentLog() }
            let client = try MQTTClient(configuration: configuration, logger: logger)
            let services = ServiceGroup(services: [client], logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await services.run() }
                try await client.publish(MQTTPublication("x", "y"))
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
            }
            #expect(await client.state == .disconnected(.closedByClient))
            for await _ in client.messages { Issue.record("there is nothing to receive") }
            // The server may be a while behind on a busy machine: it still has to read what was sent.
            let file = server.folder.appendingPathComponent("log.txt")
            #expect(
                try await eventually {
                    try String(contentsOf: file, encoding: .utf8).contains("Received DISCONNECT from leaver")
                }
            )
        }
    }

    @Test("A publication that the server cannot take fails alone")
    func tooLarge() async throws {
        let settings = ["allow_anonymous true", "max_packet_size 1000", "max_qos 1", "retain_available false"]
        try await MosquittoServer.with(settings: settings) { server in
            try await withClient(.test(server, "limits", version: .v5)) { client in
                let topic = try TopicName("t")
                let outcomes = try await client.publish(contentsOf: [
                    MQTTPublication(topic: topic, payload: ByteBuffer(repeating: 0, count: 2000)),
                    MQTTPublication(topic: topic, payload: ByteBuffer(), qos: .exactlyOnce),
                    MQTTPublication(topic: topic, payload: ByteBuffer(), retain: true),
                    MQTTPublication(topic: topic, payload: ByteBuffer()),
                ])
                #expect(outcomes.map { $0.error == nil } == [false, false, false, true])
                guard case .packetTooLarge(_, limit: 1000)? = outcomes[0].error else {
                    Issue.record("unexpected outcome \(outcomes[0])")
                    return
                }
            }
        }
    }

    @Test("An empty client identifier is filled in by the server")
    func assignedIdentifier() async throws {
        try await MosquittoServer.with { server in
            try await withClient(.test(server, "", version: .v5)) { client in
                try await client.publish(MQTTPublication("x", "y"))
            }
        }
    }
}
