import MQTTClient
import NIOCore
import Testing

@Suite("Delivery through a real broker")
struct DeliveryTests {
    static let cases: [(MQTTVersion, QoS)] = MQTTVersion.allCases.flatMap { version in
        QoS.allCases.map { (version, $0) }
    }

    // mosquitto 2.0.11 stops delivering QoS 2 to a 3.1.1 client after its first 20 messages, for any client; without
    // that window it does not.
    @Test("Messages arrive complete and in order", arguments: cases)
    func arrival(version: MQTTVersion, qos: QoS) async throws {
        try await MosquittoServer.with(settings: ["allow_anonymous true", "max_inflight_messages 0"]) { server in
            try await withClient(.test(server, "both", version: version)) { client in
                let answer = try await client.subscribe([MQTTSubscription(TopicFilter("t/#"), maximumQoS: qos)])
                #expect(answer == [.granted(qos)])
                let publications = try (0..<500).map { try MQTTPublication("t/\($0 % 7)", "message \($0)", qos: qos) }
                let outcomes = try await client.publish(contentsOf: publications)
                #expect(outcomes == Array(repeating: .confirmed(.success), count: 500))
                let messages = try await receive(500, from: client)
                #expect(messages.map(\.text) == (0..<500).map { "message \($0)" })
                #expect(messages.map(\.topic) == publications.map(\.topic))
                #expect(messages.allSatisfy { $0.qos == qos && !$0.retain && !$0.isDuplicate })
            }
        }
    }

    @Test("A single publish returns when the server confirmed it", arguments: cases)
    func single(version: MQTTVersion, qos: QoS) async throws {
        try await MosquittoServer.with { server in
            try await withClient(.test(server, "one", version: version)) { client in
                let code = try await client.publish(MQTTPublication("nobody/listens", "x", qos: qos))
                let expected: ReasonCode =
                    version == .v5 && qos != .atMostOnce ? .noMatchingSubscribers : .success
                #expect(code == expected || code == .success)
                #expect(await client.counters.confirmedPublications == 1)
            }
        }
    }

    @Test(
        "A retained message greets a later subscriber, and an unsubscribed client hears nothing",
        arguments: MQTTVersion.allCases
    )
    func retained(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            try await withClient(.test(server, "first", version: version)) { client in
                try await client.publish(MQTTPublication("state/door", "open", retain: true))
            }
            try await withClient(.test(server, "second", version: version)) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("state/+"))])
                let messages = try await receive(1, from: client)
                #expect(messages.map(\.text) == ["open"])
                #expect(messages.map(\.retain) == [true])
                let codes = try await client.unsubscribe([TopicFilter("state/+")])
                #expect(codes.map(\.reasonCode) == [.success])
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("other"))])
                try await client.publish(MQTTPublication("state/door", "closed"))
                try await client.publish(MQTTPublication("other", "end"))
                #expect(try await receive(1, from: client).map(\.text) == ["end"])
            }
        }
    }

    @Test("The properties of a message survive the way through the broker")
    func properties() async throws {
        try await MosquittoServer.with { server in
            try await withClient(.test(server, "props", version: .v5)) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("p"), identifier: 77)])
                var publication = try MQTTPublication("p", "text")
                publication.properties.payloadIsText = true
                publication.properties.contentType = "text/plain"
                publication.properties.responseTopic = try TopicName("answers/here")
                publication.properties.correlationData = ByteBuffer(bytes: [1, 2, 3])
                publication.properties.messageExpiry = .seconds(600)
                publication.properties.userProperties = [UserProperty("a", "1"), UserProperty("a", "2")]
                try await client.publish(publication)
                let properties = try #require(try await receive(1, from: client).first).properties
                #expect(properties.payloadIsText)
                #expect(properties.contentType == "text/plain")
                #expect(properties.responseTopic?.rawValue == "answers/here")
                #expect(properties.correlationData == ByteBuffer(bytes: [1, 2, 3]))
                #expect(properties.userProperties == [UserProperty("a", "1"), UserProperty("a", "2")])
                #expect(properties.subscriptionIdentifiers == [77])
                #expect(try #require(properties.messageExpiry) <= .seconds(600))
            }
        }
    }

    @Test("A message much larger than one read arrives unharmed", arguments: MQTTVersion.allCases)
    func large(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            try await withClient(.test(server, "large", version: version)) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("frames"))])
                let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                let payload = ByteBuffer(bytes: bytes)
                try await client.publish(MQTTPublication(topic: TopicName("frames"), payload: payload))
                #expect(try await receive(1, from: client).first?.payload == payload)
            }
        }
    }

    @Test(
        "The will is published when the client vanishes, and not when it says goodbye",
        arguments: MQTTVersion.allCases
    )
    func will(version: MQTTVersion) async throws {
        try await MosquittoServer.with { server in
            try await withClient(.test(server, "watcher", version: version)) { watcher in
                _ = try await watcher.subscribe([MQTTSubscription(TopicFilter("will/#"))])
                var configuration = try MQTTConfiguration.test(server, "polite", version: version)
                configuration.will = try MQTTWill(topic: TopicName("will/polite"), payload: ByteBuffer(string: "gone"))
                try await withClient(configuration) { client in
                    try await client.publish(MQTTPublication("x", "y"))
                }
                configuration.will = try MQTTWill(topic: TopicName("will/rude"), payload: ByteBuffer(string: "gone"))
                configuration.clientIdentifier = "rude"
                try await withClient(configuration) { client in
                    try await client.publish(MQTTPublication("x", "y"))
                    // Another connection with the same identifier makes the server drop this one.
                    var rival = configuration
                    rival.will = nil
                    try await withClient(rival) { try await $0.publish(MQTTPublication("x", "z")) }
                    let messages = try await receive(1, from: watcher)
                    #expect(messages.first?.topic.rawValue == "will/rude")
                }
            }
        }
    }
}
