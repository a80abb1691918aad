import NIOCore
import Testing

@testable import MQTTClient

@Suite("Session: what the client publishes")
struct OutgoingSessionTests {
    @Test("QoS 1 is settled by PUBACK", arguments: MQTTVersion.allCases)
    func atLeastOnce(version: MQTTVersion) throws {
        var fixture = try SessionFixture(version)
        _ = try fixture.connect()
        let packets = try fixture.publish("a", qos: .atLeastOnce)
        #expect(packets.map { $0.publish?.packetIdentifier } == [1])
        let effects = try fixture.receive(.step(.puback, 1))
        #expect(effects.publications.map(\.outcome) == [.confirmed(.success)])
        #expect(fixture.session.outgoing.entries.isEmpty)
    }

    @Test("QoS 2 is settled by PUBREC, PUBREL and PUBCOMP", arguments: MQTTVersion.allCases)
    func exactlyOnce(version: MQTTVersion) throws {
        var fixture = try SessionFixture(version)
        _ = try fixture.connect()
        _ = try fixture.publish("a", qos: .exactlyOnce)
        #expect(try fixture.receive(.step(.pubrec, 1)).packets == [.step(.pubrel, 1)])
        #expect(try fixture.receive(.step(.pubrec, 1)).packets == [.step(.pubrel, 1)])
        #expect(try fixture.receive(.step(.pubcomp, 1)).publications.map(\.outcome) == [.confirmed(.success)])
    }

    @Test("A refusal settles a message with its reason")
    func refusal() throws {
        var fixture = try SessionFixture(.v5)
        _ = try fixture.connect()
        _ = try fixture.publish("a", qos: .atLeastOnce)
        _ = try fixture.publish("b", qos: .exactlyOnce)
        let answers: [(AcknowledgementPacket.Step, UInt16)] = [(.puback, 1), (.pubrec, 2)]
        for (step, identifier) in answers {
            let effects = try fixture.receive(.step(step, identifier, .notAuthorized))
            #expect(effects.packets.isEmpty)
            #expect(
                effects.publications.map(\.outcome)
                    == [.failed(.publishRefused(.notAuthorized, explanation: nil))]
            )
        }
    }

    @Test("No more messages are in flight than the server takes")
    func window() throws {
        var fixture = try SessionFixture(.v5)
        _ = try fixture.connect(properties: [.receiveMaximum(2)])
        _ = try fixture.publish("a", qos: .atLeastOnce)
        #expect(fixture.session.canSendConfirmed)
        _ = try fixture.publish("b", qos: .atLeastOnce)
        #expect(!fixture.session.canSendConfirmed)
        _ = try fixture.receive(.step(.puback, 1))
        #expect(fixture.session.canSendConfirmed)
    }

    @Test("A resumed session sends again, in order, with DUP, within the window", arguments: MQTTVersion.allCases)
    func resume(version: MQTTVersion) throws {
        var fixture = try SessionFixture(version) {
            $0.cleanStart = false
            $0.sessionExpiry = .never
            $0.limits.maximumInFlight = 3
        }
        _ = try fixture.connect()
        for (index, qos) in [QoS.atLeastOnce, .exactlyOnce, .atLeastOnce].enumerated() {
            _ = try fixture.publish("\(index)", qos: qos, index: index)
        }
        _ = try fixture.receive(.step(.pubrec, 2))
        fixture.session.close()
        let (connect, effects) = try fixture.connect(sessionPresent: true)
        #expect(connect?.cleanStart == false)
        #expect(effects.packets.map(\.kind) == [.publish, .pubrel, .publish])
        #expect(effects.packets.compactMap(\.publish).allSatisfy { $0.isDuplicate })
        #expect(effects.packets.compactMap { $0.publish?.packetIdentifier } == [1, 3])
    }

    @Test("A smaller window of the new connection is respected when sending again")
    func narrowResume() throws {
        var fixture = try SessionFixture(.v5) { $0.sessionExpiry = .never }
        _ = try fixture.connect()
        for index in 0..<5 { _ = try fixture.publish("\(index)", qos: .atLeastOnce, index: index) }
        fixture.session.close()
        let effects = try fixture.connect(sessionPresent: true, properties: [.receiveMaximum(2)]).effects
        #expect(effects.packets.compactMap { $0.publish?.packetIdentifier } == [1, 2])
        #expect(!fixture.session.canSendConfirmed)
        let next = try fixture.receive(.step(.puback, 1))
        #expect(next.packets.compactMap { $0.publish?.packetIdentifier } == [3])
    }

    @Test(
        "A lost session gets messages as new ones; only the last step of QoS 2 counts as done",
        arguments: MQTTVersion.allCases
    )
    func lostSession(version: MQTTVersion) throws {
        var fixture = try SessionFixture(version)
        _ = try fixture.connect()
        _ = try fixture.publish("0", qos: .atLeastOnce, index: 0)
        _ = try fixture.publish("1", qos: .exactlyOnce, index: 1)
        _ = try fixture.publish("2", qos: .exactlyOnce, index: 2)
        _ = try fixture.receive(.step(.pubrec, 3))
        fixture.session.close()
        let effects = try fixture.connect().effects
        #expect(effects.publications.map(\.token.index) == [2])
        #expect(effects.packets.compactMap { $0.publish?.isDuplicate } == [false, false])
    }

    @Test("Packet identifiers in use are skipped when counting starts over")
    func identifiers() throws {
        var fixture = try SessionFixture(.v311)
        _ = try fixture.connect()
        _ = try fixture.publish("stays", qos: .atLeastOnce)
        for expected in 2...65_535 as ClosedRange<UInt16> {
            let packet = try fixture.publish("x", qos: .atLeastOnce).first?.publish
            guard packet?.packetIdentifier == expected else {
                Issue.record("identifier \(String(describing: packet?.packetIdentifier)) instead of \(expected)")
                return
            }
            _ = try fixture.receive(.step(.puback, expected))
        }
        #expect(try fixture.publish("x", qos: .atLeastOnce).first?.publish?.packetIdentifier == 2)
    }

    @Test("What the server cannot take is refused before it is sent")
    func serverLimits() throws {
        var fixture = try SessionFixture(.v5)
        _ = try fixture.connect(properties: [.maximumQoS(1), .retainAvailable(0), .maximumPacketSize(50)])
        #expect(throws: MQTTClientError.notSupportedByServer("QoS 2")) { try fixture.publish("a", qos: .exactlyOnce) }
        #expect(throws: MQTTClientError.self) {
            try fixture.publish(String(repeating: "x", count: 50), qos: .atLeastOnce)
        }
        #expect(fixture.session.outgoing.entries.isEmpty)
    }

    @Test("Topics get aliases as far as the server takes them")
    func aliases() throws {
        var fixture = try SessionFixture(.v5)
        _ = try fixture.connect(properties: [.topicAliasMaximum(2)])
        let sent = try ["a", "b", "c", "a", "b", "c"]
            .compactMap { topic in
                try fixture.publish("x", qos: .atMostOnce, topic: topic).first?.publish
            }
        #expect(sent.map(\.topic.rawValue) == ["a", "b", "c", "", "", "c"])
        #expect(sent.map(\.topicAlias) == [1, 2, nil, 1, 2, nil])
        fixture.session.close()
        _ = try fixture.connect()
        #expect(try fixture.publish("x", qos: .atMostOnce, topic: "a").first?.publish?.topicAlias == nil)
    }

    @Test(
        "An acknowledgement that does not fit the message breaks the protocol",
        arguments: [
            (.atLeastOnce, .pubrec), (.atLeastOnce, .pubcomp), (.exactlyOnce, .puback), (.exactlyOnce, .pubcomp),
        ] as [(QoS, AcknowledgementPacket.Step)]
    )
    func wrongStep(qos: QoS, step: AcknowledgementPacket.Step) throws {
        var fixture = try SessionFixture(.v5)
        _ = try fixture.connect()
        _ = try fixture.publish("a", qos: qos)
        #expect(throws: ProtocolViolation.self) { try fixture.receive(.step(step, 1)) }
    }
}
