import NIOCore

/// Any packet of MQTT 3.1.1 and 5.0.
enum ControlPacket: Sendable, Hashable {
    indirect case connect(ConnectPacket)
    indirect case connack(ConnackPacket)
    case publish(PublishPacket)
    case acknowledgement(AcknowledgementPacket)
    case subscribe(SubscribePacket)
    case suback(SubackPacket)
    case unsubscribe(UnsubscribePacket)
    case unsuback(SubackPacket)
    case pingreq
    case pingresp
    case disconnect(DisconnectPacket)
    case auth(AuthPacket)

    /// Parses the body of one packet.
    ///
    /// - Parameters:
    ///   - firstByte: kind and flags.
    ///   - body: exactly the bytes after the fixed header.
    ///   - version: the version that the connection speaks; CONNECT names its own.
    /// - Throws: what is wrong with the bytes.
    init(firstByte: UInt8, body: ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        let kind = try PacketKind(firstByte: firstByte)
        var body = body
        self = try Self.parse(kind, flags: firstByte & 0x0F, body: &body, version: version)
        guard body.readableBytes == 0 else {
            throw .malformed("\(body.readableBytes) bytes follow the end of \(kind)")
        }
    }

    private static func parse(
        _ kind: PacketKind,
        flags: UInt8,
        body: inout ByteBuffer,
        version: MQTTVersion
    ) throws(ProtocolViolation) -> ControlPacket {
        switch kind {
        case .connect: .connect(try ConnectPacket(from: &body))
        case .connack: .connack(try ConnackPacket(from: &body, version: version))
        case .publish: .publish(try PublishPacket(from: &body, flags: flags, version: version))
        case .puback: .acknowledgement(try AcknowledgementPacket(.puback, from: &body, version: version))
        case .pubrec: .acknowledgement(try AcknowledgementPacket(.pubrec, from: &body, version: version))
        case .pubrel: .acknowledgement(try AcknowledgementPacket(.pubrel, from: &body, version: version))
        case .pubcomp: .acknowledgement(try AcknowledgementPacket(.pubcomp, from: &body, version: version))
        case .subscribe: .subscribe(try SubscribePacket(from: &body, version: version))
        case .suback: .suback(try SubackPacket(subackFrom: &body, version: version))
        case .unsubscribe: .unsubscribe(try UnsubscribePacket(from: &body, version: version))
        case .unsuback: .unsuback(try SubackPacket(unsubackFrom: &body, version: version))
        case .pingreq: .pingreq
        case .pingresp: .pingresp
        case .disconnect: .disconnect(try DisconnectPacket(from: &body, version: version))
        case .auth: .auth(try AuthPacket(from: &body, version: version))
        }
    }

    /// The kind of this packet.
    var kind: PacketKind {
        switch self {
        case .connect: .connect
        case .connack: .connack
        case .publish: .publish
        case .acknowledgement(let packet): packet.step.kind
        case .subscribe: .subscribe
        case .suback: .suback
        case .unsubscribe: .unsubscribe
        case .unsuback: .unsuback
        case .pingreq: .pingreq
        case .pingresp: .pingresp
        case .disconnect: .disconnect
        case .auth: .auth
        }
    }

    /// Writes the whole packet with its fixed header.
    func write(to buffer: inout ByteBuffer, version: MQTTVersion) {
        switch self {
        case .publish(let packet): packet.write(to: &buffer, version: version)
        case .acknowledgement(let packet): packet.write(to: &buffer, version: version)
        default:
            var body = ByteBuffer()
            writeBody(to: &body, version: version)
            buffer.writeInteger(kind.rawValue << 4 | (kind.requiredFlags ?? 0))
            buffer.writeVariableByteInteger(body.readableBytes)
            buffer.writeImmutableBuffer(body)
        }
    }

    private func writeBody(to body: inout ByteBuffer, version: MQTTVersion) {
        switch self {
        case .connect(let packet): packet.writeBody(to: &body)
        case .connack(let packet): packet.writeBody(to: &body, version: version)
        case .subscribe(let packet): packet.writeBody(to: &body, version: version)
        case .suback(let packet): packet.writeSubackBody(to: &body, version: version)
        case .unsubscribe(let packet): packet.writeBody(to: &body, version: version)
        case .unsuback(let packet): packet.writeUnsubackBody(to: &body, version: version)
        case .disconnect(let packet): packet.writeBody(to: &body, version: version)
        case .auth(let packet): packet.writeBody(to: &body)
        case .publish, .acknowledgement, .pingreq, .pingresp: break
        }
    }
}
