import NIOCore
import Testing

@testable import MQTTClient

@Suite("Session: connecting, keep alive and subscriptions")
struct ConnectionSessionTests {
    @Test("CONNECT carries what the configuration says")
    func connectPacket() throws {
        var fixture = try SessionFixture(.v5) {
            $0.credentials = MQTTCredentials(userName: "u", password: "p")
            $0.sessionExpiry = .after(.seconds(60))
            $0.keepAlive = .milliseconds(1500)
            $0.userProperties = [UserProperty("a", "b")]
            $0.limits.receiveMaximum = 9
            var will = MQTTWill(topic: TopicName(unchecked: "w"), payload: ByteBuffer(string: "x"), retain: true)
            will.delay = .seconds(5)
            $0.will = will
        }
        let packet = try #require(try fixture.connect().connect)
        #expect(packet.cleanStart)
        #expect(packet.keepAlive == 2)
        #expect(packet.userName == "u")
        #expect(packet.password == ByteBuffer(string: "p"))
        #expect(packet.will?.properties.entries == [.willDelayInterval(5)])
        #expect(packet.properties.entries.contains(.receiveMaximum(9)))
        #expect(packet.properties.entries.contains(.sessionExpiryInterval(60)))
        #expect(packet.properties.entries.contains(.userProperty(name: "a", value: "b")))
        fixture.session.close()
        #expect(try fixture.connect(sessionPresent: true).connect?.cleanStart == false)
    }

    @Test("A session that ends with its connection starts clean each time", arguments: MQTTVersion.allCases)
    func cleanStart(version: MQTTVersion) throws {
        var fixture = try SessionFixture(version)
        #expect(try fixture.connect().connect?.cleanStart == true)
        fixture.session.close()
        #expect(try fixture.connect().connect?.cleanStart == true)
        fixture.session.close()
        #expect(throws: ProtocolViolation.self) { try fixture.connect(sessionPresent: true) }
    }

    @Test("An assigned client identifier is used again")
    func assignedIdentifier() throws {
        var fixture = try SessionFixture(.v5) { $0.clientIdentifier = "" }
        _ = try fixture.connect(properties: [.assignedClientIdentifier("auto-1")])
        fixture.session.close()
        #expect(try fixture.connect().connect?.clientIdentifier == "auto-1")
    }

    @Test("Refusals and goodbyes of the server end the connection with their reason")
    func endings() throws {
        var fixture = try SessionFixture(.v5)
        var effects = SessionEffects()
        fixture.session.open(at: fixture.now, into: &effects)
        let refusal = ConnackPacket(
            sessionPresent: false,
            reasonCode: .notAuthorized,
            properties: PropertyList([.reasonString("no")])
        )
        #expect(try fixture.receive(.connack(refusal)).end == .refused(.notAuthorized, explanation: "no"))
        _ = try fixture.connect()
        let goodbye = DisconnectPacket(
            reasonCode: .serverShuttingDown,
            properties: PropertyList([.serverReference("other")])
        )
        #expect(
            try fixture.receive(.disconnect(goodbye)).end
                == .closedByServer(.serverShuttingDown, explanation: nil, serverReference: "other")
        )
        #expect(try fixture.receive(.pingreq).packets.isEmpty)
    }

    @Test("Nothing may come before CONNACK")
    func tooEarly() throws {
        var fixture = try SessionFixture(.v5)
        var effects = SessionEffects()
        fixture.session.open(at: fixture.now, into: &effects)
        #expect(throws: ProtocolViolation.self) { try fixture.receive(.pingresp) }
    }

    @Test("Silence brings a PINGREQ, and no answer ends the connection")
    func keepAlive() throws {
        var fixture = try SessionFixture(.v5) { $0.keepAlive = .seconds(100) }
        _ = try fixture.connect(properties: [.serverKeepAlive(40)])
        #expect(fixture.pass(29).packets == [])
        #expect(fixture.pass(1).packets == [.pingreq])
        #expect(fixture.pass(39).packets == [])
        _ = try fixture.receive(.pingresp)
        #expect(fixture.pass(30).packets == [.pingreq])
        let effects = fixture.pass(40)
        #expect(effects.end == .keepAliveExpired)
        #expect(effects.packets == [.disconnect(DisconnectPacket(reasonCode: .keepAliveTimeout))])
    }

    @Test("While the client itself does not read, it pings but does not judge")
    func pausedKeepAlive() throws {
        var fixture = try SessionFixture(.v311) { $0.keepAlive = .seconds(40) }
        _ = try fixture.connect()
        for _ in 0..<5 {
            let effects = fixture.pass(30, isReadingPaused: true)
            #expect(effects.packets == [.pingreq])
            #expect(effects.end == nil)
            fixture.session.noteSent(at: fixture.now)
        }
        #expect(fixture.pass(30).packets == [.pingreq])
        #expect(fixture.pass(40).end == .keepAliveExpired)
    }

    @Test("Keep alive can be switched off")
    func noKeepAlive() throws {
        var fixture = try SessionFixture(.v5) { $0.keepAlive = .zero }
        _ = try fixture.connect()
        #expect(fixture.pass(1_000_000).packets.isEmpty)
    }

    private func subscribe(_ fixture: inout SessionFixture, _ filters: [String], identifier: Int? = nil) throws {
        let subscriptions = try filters.map { try MQTTSubscription(TopicFilter($0), identifier: identifier) }
        fixture.session.subscriptions.add(.subscribe(subscriptions), token: 1)
    }

    private func filters(in packets: [ControlPacket]) -> [[String]] {
        packets.compactMap {
            if case .subscribe(let packet) = $0 { packet.requests.map(\.filter.rawValue) } else { nil }
        }
    }

    @Test("Granted subscriptions are made again after a lost session, in chunks and with their identifiers")
    func resubscribe() throws {
        var fixture = try SessionFixture(.v5) { $0.sessionExpiry = .never }
        try subscribe(&fixture, (0..<10).map { "a/\($0)" })
        #expect(filters(in: try fixture.connect().effects.packets).map(\.count) == [10])
        var codes = Array(repeating: ReasonCode(rawValue: 1), count: 10)
        codes[3] = .notAuthorized
        let answer = try fixture.receive(.suback(SubackPacket(packetIdentifier: 1, reasonCodes: codes)))
        #expect(answer.replies.map(\.codes) == [codes])
        try subscribe(&fixture, ["b"], identifier: 7)
        var effects = SessionEffects()
        fixture.session.sendRequests(into: &effects)
        _ = try fixture.receive(.suback(SubackPacket(packetIdentifier: 2, reasonCodes: [.success])))
        fixture.session.close()
        #expect(try fixture.connect(sessionPresent: true).effects.packets.isEmpty)
        fixture.session.close()
        let again = try fixture.connect().effects.packets
        #expect(filters(in: again).map(\.count) == [8, 1, 1])
        #expect(!filters(in: again).joined().contains("a/3"))
    }

    @Test("An unanswered call is asked again on the next connection; unsubscribed filters stay away")
    func repeatedCalls() throws {
        var fixture = try SessionFixture(.v311)
        try subscribe(&fixture, ["a", "b"])
        _ = try fixture.connect()
        fixture.session.close()
        let packets = try fixture.connect().effects.packets
        #expect(filters(in: packets) == [["a", "b"]])
        guard case .subscribe(let packet)? = packets.first else { return }
        let suback = SubackPacket(packetIdentifier: packet.packetIdentifier, reasonCodes: [.success, .success])
        _ = try fixture.receive(.suback(suback))
        fixture.session.subscriptions.add(.unsubscribe([try TopicFilter("a")]), token: 2)
        var effects = SessionEffects()
        fixture.session.sendRequests(into: &effects)
        guard case .unsubscribe(let request)? = effects.packets.first else {
            Issue.record("no UNSUBSCRIBE")
            return
        }
        let unsuback = SubackPacket(packetIdentifier: request.packetIdentifier, reasonCodes: [])
        #expect(try fixture.receive(.unsuback(unsuback)).replies.map(\.codes) == [[.success]])
        fixture.session.close()
        #expect(filters(in: try fixture.connect().effects.packets) == [["b"]])
    }

    @Test("A SUBACK of the wrong length breaks the protocol")
    func wrongLength() throws {
        var fixture = try SessionFixture(.v5)
        try subscribe(&fixture, ["a", "b"])
        _ = try fixture.connect()
        #expect(throws: ProtocolViolation.self) {
            try fixture.receive(.suback(SubackPacket(packetIdentifier: 1, reasonCodes: [.success])))
        }
    }
}
