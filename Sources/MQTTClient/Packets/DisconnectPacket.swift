import NIOCore

/// A DISCONNECT packet (MQTT 5.0, section 3.14).
struct DisconnectPacket: Sendable, Hashable {
    /// Why; always success in 3.1.1.
    var reasonCode: ReasonCode = .success
    /// The properties (MQTT 5.0).
    var properties = PropertyList()

    /// Makes a packet.
    init(reasonCode: ReasonCode = .success, properties: PropertyList = PropertyList()) {
        self.reasonCode = reasonCode
        self.properties = properties
    }

    /// Parses the body; reason code and properties may be missing.
    init(from body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        guard version == .v5, let code: UInt8 = body.readInteger() else { return }
        guard code == 0 || code == 4 || code >= 0x80 else {
            throw .malformed("\(ReasonCode(rawValue: code)) is no reason code of DISCONNECT")
        }
        reasonCode = ReasonCode(rawValue: code)
        if body.readableBytes > 0 {
            properties = try PropertyList(from: &body, section: .disconnect)
        }
    }

    /// Writes everything after the fixed header, in its shortest form.
    func writeBody(to body: inout ByteBuffer, version: MQTTVersion) {
        guard version == .v5 else { return }
        let hasProperties = !properties.entries.isEmpty
        if hasProperties || reasonCode != .success { body.writeInteger(reasonCode.rawValue) }
        if hasProperties { properties.write(to: &body) }
    }
}
