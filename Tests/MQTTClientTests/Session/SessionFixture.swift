import NIOCore

@testable import MQTTClient

/// A session with its effects, driven by hand.
struct SessionFixture {
    var session: Session
    var now = NIODeadline.uptimeNanoseconds(0)

    /// Makes a session that was never connected.
    init(_ version: MQTTVersion, _ change: (inout MQTTConfiguration) -> Void = { _ in }) throws {
        var configuration = MQTTConfiguration(
            server: try MQTTServerURL("mqtt://host"),
            clientIdentifier: "c",
            version: version
        )
        change(&configuration)
        try configuration.validate()
        session = Session(configuration: configuration)
    }

    /// Connects; returns the CONNECT packet and what followed the CONNACK.
    mutating func connect(
        sessionPresent: Bool = false,
        properties: [Property] = []
    ) throws -> (connect: ConnectPacket?, effects: SessionEffects) {
        var effects = SessionEffects()
        session.open(at: now, into: &effects)
        var connect: ConnectPacket?
        if case .connect(let packet)? = effects.packets.first { connect = packet }
        let connack = ConnackPacket(
            sessionPresent: sessionPresent,
            reasonCode: .success,
            properties: PropertyList(properties)
        )
        return (connect, try receive(.connack(connack)))
    }

    /// Hands a packet to the session.
    mutating func receive(_ packet: ControlPacket) throws -> SessionEffects {
        var effects = SessionEffects()
        try session.receive(packet, at: now, into: &effects)
        return effects
    }

    /// Hands a message of the server to the session.
    mutating func deliver(
        _ text: String,
        qos: QoS,
        identifier: UInt16 = 0,
        isDuplicate: Bool = false
    ) throws -> SessionEffects {
        try receive(
            .publish(
                PublishPacket(
                    isDuplicate: isDuplicate,
                    qos: qos,
                    topic: TopicName(unchecked: "t"),
                    packetIdentifier: identifier,
                    payload: ByteBuffer(string: text)
                )
            )
        )
    }

    /// Publishes; returns the packets.
    mutating func publish(_ text: String, qos: QoS, topic: String = "t", index: Int = 0) throws -> [ControlPacket] {
        var effects = SessionEffects()
        let publication = MQTTPublication(
            topic: TopicName(unchecked: topic),
            payload: ByteBuffer(string: text),
            qos: qos
        )
        try session.publish(publication, token: PublicationToken(job: 1, index: index), into: &effects)
        return effects.packets
    }

    /// Acknowledges a batch; returns the packets.
    mutating func acknowledge(_ batch: UInt64) -> [ControlPacket] {
        var effects = SessionEffects()
        _ = session.incoming.acknowledge(batch: batch, into: &effects)
        return effects.packets
    }

    /// Lets time pass; returns what the session does then.
    mutating func pass(_ seconds: Int64, isReadingPaused: Bool = false) -> SessionEffects {
        now = now + .seconds(seconds)
        var effects = SessionEffects()
        session.tick(at: now, isReadingPaused: isReadingPaused, into: &effects)
        return effects
    }
}

extension ControlPacket {
    /// An acknowledgement.
    static func step(
        _ step: AcknowledgementPacket.Step,
        _ identifier: UInt16,
        _ code: ReasonCode = .success
    ) -> ControlPacket {
        .acknowledgement(AcknowledgementPacket(step, identifier, reasonCode: code))
    }

    /// The publish packet, if it is one.
    var publish: PublishPacket? {
        if case .publish(let packet) = self { packet } else { nil }
    }
}
