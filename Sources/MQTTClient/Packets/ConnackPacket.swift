import NIOCore

/// A CONNACK packet (MQTT 5.0, section 3.2).
struct ConnackPacket: Sendable, Hashable {
    /// Whether the server kept a session for this client identifier.
    var sessionPresent: Bool
    /// The answer; return codes of 3.1.1 are mapped.
    var reasonCode: ReasonCode
    /// The properties (MQTT 5.0).
    var properties = PropertyList()

    /// Makes a packet.
    init(sessionPresent: Bool, reasonCode: ReasonCode, properties: PropertyList = PropertyList()) {
        self.sessionPresent = sessionPresent
        self.reasonCode = reasonCode
        self.properties = properties
    }

    /// Parses the body.
    init(from body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        let flags: UInt8 = try body.readField("the acknowledge flags")
        guard flags <= 1 else { throw .malformed("reserved acknowledge flags are set") }
        sessionPresent = flags == 1
        let code: UInt8 = try body.readField("the reason code")
        switch version {
        case .v311:
            guard code <= 5 else { throw .malformed("return code \(code) does not exist") }
            reasonCode = ReasonCode(connectReturnCode: code)
        case .v5:
            reasonCode = ReasonCode(rawValue: code)
            // A server that does not speak 5.0 answers in the 3.1.1 form, which has no properties.
            if code != 0, code < 0x80, body.readableBytes == 0 {
                reasonCode = ReasonCode(connectReturnCode: code)
            } else {
                properties = try PropertyList(from: &body, section: .connack)
            }
        }
        guard reasonCode == .success || !sessionPresent else {
            throw .protocolError("a refusal says that a session is present")
        }
        guard reasonCode == .success || reasonCode.isFailure else {
            throw .malformed("\(reasonCode) is no reason code of CONNACK")
        }
    }

    /// Writes everything after the fixed header.
    func writeBody(to body: inout ByteBuffer, version: MQTTVersion) {
        body.writeInteger(sessionPresent ? 1 : 0, as: UInt8.self)
        switch version {
        case .v311: body.writeInteger(reasonCode.connectReturnCode)
        case .v5:
            body.writeInteger(reasonCode.rawValue)
            properties.write(to: &body)
        }
    }
}
