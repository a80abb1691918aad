import NIOCore

/// An AUTH packet (MQTT 5.0, section 3.15); this client only understands it well enough to refuse it.
struct AuthPacket: Sendable, Hashable {
    /// Success, continue or re-authenticate.
    var reasonCode: ReasonCode = .success
    /// The properties.
    var properties = PropertyList()

    /// Makes a packet.
    init(reasonCode: ReasonCode = .success, properties: PropertyList = PropertyList()) {
        self.reasonCode = reasonCode
        self.properties = properties
    }

    /// Parses the body; 3.1.1 does not have this packet.
    init(from body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        guard version == .v5 else { throw .malformed("MQTT 3.1.1 has no AUTH packet") }
        guard let code: UInt8 = body.readInteger() else { return }
        guard [0x00, 0x18, 0x19].contains(code) else {
            throw .malformed("\(ReasonCode(rawValue: code)) is no reason code of AUTH")
        }
        reasonCode = ReasonCode(rawValue: code)
        if body.readableBytes > 0 {
            properties = try PropertyList(from: &body, section: .auth)
        }
    }

    /// Writes everything after the fixed header, in its shortest form.
    func writeBody(to body: inout ByteBuffer) {
        let hasProperties = !properties.entries.isEmpty
        if hasProperties || reasonCode != .success { body.writeInteger(reasonCode.rawValue) }
        if hasProperties { properties.write(to: &body) }
    }
}
