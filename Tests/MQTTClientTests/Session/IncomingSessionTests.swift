import NIOCore
import Testing

@testable import MQTTClient

@Suite("Session: what the server delivers")
struct IncomingSessionTests {
    @Test("Acknowledgements are sent batch by batch in the order of receipt")
    func order() throws {
        var fixture = try SessionFixture(.v311)
        _ = try fixture.connect()
        _ = try fixture.deliver("a", qos: .atLeastOnce, identifier: 5)
        _ = try fixture.deliver("b", qos: .exactlyOnce, identifier: 6)
        _ = try fixture.deliver("c", qos: .atLeastOnce, identifier: 7)
        fixture.session.incoming.handOut(batch: 10, dueCount: 2)
        fixture.session.incoming.handOut(batch: 11, dueCount: 1)
        #expect(fixture.acknowledge(11) == [])
        #expect(fixture.acknowledge(10) == [.step(.puback, 5), .step(.pubrec, 6), .step(.puback, 7)])
        #expect(fixture.acknowledge(10) == [])
        #expect(fixture.acknowledge(99) == [])
        #expect(try fixture.receive(.step(.pubrel, 6)).packets == [.step(.pubcomp, 6)])
        #expect(fixture.session.incoming.dueCount == 0)
    }

    @Test("A QoS 2 message is handed on once, however often it is sent")
    func exactlyOnce() throws {
        var fixture = try SessionFixture(.v5) { $0.sessionExpiry = .never }
        _ = try fixture.connect()
        #expect(try fixture.deliver("a", qos: .exactlyOnce, identifier: 1).messages.count == 1)
        #expect(try fixture.deliver("a", qos: .exactlyOnce, identifier: 1, isDuplicate: true).messages.isEmpty)
        fixture.session.incoming.handOut(batch: 1, dueCount: 1)
        #expect(fixture.acknowledge(1) == [.step(.pubrec, 1)])
        fixture.session.close()
        _ = try fixture.connect(sessionPresent: true)
        let again = try fixture.deliver("a", qos: .exactlyOnce, identifier: 1, isDuplicate: true)
        #expect(again.messages.isEmpty)
        #expect(again.packets == [.step(.pubrec, 1)])
        #expect(try fixture.receive(.step(.pubrel, 1)).packets == [.step(.pubcomp, 1)])
        #expect(try fixture.deliver("new", qos: .exactlyOnce, identifier: 1).messages.count == 1)
    }

    @Test("What was not acknowledged is taken again from a new connection", arguments: [true, false])
    func redelivery(sessionPresent: Bool) throws {
        var fixture = try SessionFixture(.v5) { $0.sessionExpiry = .never }
        _ = try fixture.connect()
        _ = try fixture.deliver("a", qos: .exactlyOnce, identifier: 1)
        fixture.session.incoming.handOut(batch: 1, dueCount: 1)
        fixture.session.close()
        _ = try fixture.connect(sessionPresent: sessionPresent)
        #expect(fixture.acknowledge(1) == [])
        #expect(try fixture.deliver("a", qos: .exactlyOnce, identifier: 1).messages.count == 1)
    }

    @Test("A server that exceeds the receive maximum breaks the protocol")
    func receiveMaximum() throws {
        var fixture = try SessionFixture(.v5) { $0.limits.receiveMaximum = 2 }
        _ = try fixture.connect()
        for identifier in 1...2 as ClosedRange<UInt16> {
            _ = try fixture.deliver("a", qos: .atLeastOnce, identifier: identifier)
        }
        _ = try fixture.deliver("free", qos: .atMostOnce)
        let violation = #expect(throws: ProtocolViolation.self) {
            try fixture.deliver("b", qos: .atLeastOnce, identifier: 3)
        }
        #expect(violation?.reasonCode == .receiveMaximumExceeded)
    }

    @Test("Topic aliases of the server are resolved and bounded")
    func aliases() throws {
        var fixture = try SessionFixture(.v5) { $0.limits.topicAliasMaximum = 2 }
        _ = try fixture.connect()
        func send(_ topic: String, _ alias: UInt16) throws -> TopicName? {
            try fixture
                .receive(
                    .publish(
                        PublishPacket(
                            qos: .atMostOnce,
                            topic: TopicName(unchecked: topic),
                            properties: PropertyList([.topicAlias(alias)]),
                            payload: ByteBuffer()
                        )
                    )
                )
                .messages.first?
                .topic
        }
        #expect(try send("a", 1)?.rawValue == "a")
        #expect(try send("", 1)?.rawValue == "a")
        #expect(try send("b", 1)?.rawValue == "b")
        #expect(try send("", 1)?.rawValue == "b")
        #expect(throws: ProtocolViolation.self) { try send("", 2) }
        let violation = #expect(throws: ProtocolViolation.self) { try send("c", 3) }
        #expect(violation?.reasonCode == .topicAliasInvalid)
    }

    @Test(
        "Packets that a server must not send break the protocol",
        arguments: [
            ControlPacket.pingreq, .connack(ConnackPacket(sessionPresent: false, reasonCode: .success)),
            .connect(ConnectPacket(version: .v5, cleanStart: true, keepAlive: 0, clientIdentifier: "")),
            .subscribe(SubscribePacket(packetIdentifier: 1, requests: [])),
            .unsubscribe(UnsubscribePacket(packetIdentifier: 1, filters: [])), .auth(AuthPacket()),
            .suback(SubackPacket(packetIdentifier: 1, reasonCodes: [.success])),
        ]
    )
    func wrongDirection(packet: ControlPacket) throws {
        var fixture = try SessionFixture(.v5)
        _ = try fixture.connect()
        #expect(throws: ProtocolViolation.self) { try fixture.receive(packet) }
        var effects = SessionEffects()
        fixture.session.end(with: .protocolError("x"), into: &effects)
        #expect(effects.packets == [.disconnect(DisconnectPacket(reasonCode: .protocolError))])
        #expect(effects.end == .protocolViolation(.protocolError, detail: "x"))
    }

    @Test("MQTT 3.1.1 ends a broken connection without a DISCONNECT, so that the will is published")
    func oldProtocolError() throws {
        var fixture = try SessionFixture(.v311)
        _ = try fixture.connect()
        var effects = SessionEffects()
        fixture.session.end(with: .malformed("x"), into: &effects)
        #expect(effects.packets.isEmpty)
        #expect(effects.end == .protocolViolation(.malformedPacket, detail: "x"))
    }
}
