import NIOCore

/// A SUBACK or UNSUBACK packet (MQTT 5.0, sections 3.9 and 3.11): one reason code a filter.
struct SubackPacket: Sendable, Hashable {
    /// The identifier of the request.
    var packetIdentifier: UInt16
    /// The result for each filter, in order; empty for a 3.1.1 UNSUBACK.
    var reasonCodes: [ReasonCode]
    /// The properties (MQTT 5.0).
    var properties = PropertyList()

    /// Makes a packet.
    init(packetIdentifier: UInt16, reasonCodes: [ReasonCode], properties: PropertyList = PropertyList()) {
        self.packetIdentifier = packetIdentifier
        self.reasonCodes = reasonCodes
        self.properties = properties
    }

    /// Parses the body of a SUBACK.
    init(subackFrom body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        packetIdentifier = try body.readPacketIdentifier()
        if version == .v5 { properties = try PropertyList(from: &body, section: .suback) }
        reasonCodes = try Self.readCodes(from: &body) { code in
            switch version {
            case .v311: code <= 2 || code == 0x80
            case .v5: code <= 2 || code >= 0x80
            }
        }
    }

    /// Parses the body of an UNSUBACK.
    init(unsubackFrom body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        packetIdentifier = try body.readPacketIdentifier()
        reasonCodes = []
        guard version == .v5 else { return }
        properties = try PropertyList(from: &body, section: .unsuback)
        reasonCodes = try Self.readCodes(from: &body) { code in
            code == 0 || code == 0x11 || code >= 0x80
        }
    }

    private static func readCodes(
        from body: inout ByteBuffer,
        where isValid: (UInt8) -> Bool
    ) throws(ProtocolViolation) -> [ReasonCode] {
        let bytes = body.readableBytesView
        guard !bytes.isEmpty else { throw .malformed("there are no reason codes") }
        guard bytes.allSatisfy(isValid) else { throw .malformed("a reason code does not exist here") }
        let codes = bytes.map { ReasonCode(rawValue: $0) }
        body.moveReaderIndex(forwardBy: codes.count)
        return codes
    }

    /// Writes everything after the fixed header of a SUBACK.
    func writeSubackBody(to body: inout ByteBuffer, version: MQTTVersion) {
        body.writeInteger(packetIdentifier)
        if version == .v5 { properties.write(to: &body) }
        body.writeBytes(reasonCodes.map(\.rawValue))
    }

    /// Writes everything after the fixed header of an UNSUBACK.
    func writeUnsubackBody(to body: inout ByteBuffer, version: MQTTVersion) {
        body.writeInteger(packetIdentifier)
        guard version == .v5 else { return }
        properties.write(to: &body)
        body.writeBytes(reasonCodes.map(\.rawValue))
    }
}
