import NIOCore

/// PUBACK, PUBREC, PUBREL or PUBCOMP (MQTT 5.0, sections 3.4 to 3.7), which share one form.
struct AcknowledgementPacket: Sendable, Hashable {
    /// Which of the four it is.
    enum Step: UInt8, Sendable, Hashable, CaseIterable {
        case puback = 4
        case pubrec, pubrel, pubcomp

        /// The packet kind of this step.
        var kind: PacketKind {
            switch self {
            case .puback: .puback
            case .pubrec: .pubrec
            case .pubrel: .pubrel
            case .pubcomp: .pubcomp
            }
        }
    }

    /// Which of the four it is.
    var step: Step
    /// The message it is about.
    var packetIdentifier: UInt16
    /// How it went; always success in 3.1.1.
    var reasonCode: ReasonCode = .success
    /// The properties (MQTT 5.0).
    var properties = PropertyList()

    /// Makes an acknowledgement.
    init(
        _ step: Step,
        _ packetIdentifier: UInt16,
        reasonCode: ReasonCode = .success,
        properties: PropertyList = PropertyList()
    ) {
        self.step = step
        self.packetIdentifier = packetIdentifier
        self.reasonCode = reasonCode
        self.properties = properties
    }

    /// Parses the body; reason code and properties may be missing.
    init(_ step: Step, from body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        self.step = step
        packetIdentifier = try body.readPacketIdentifier()
        guard version == .v5 else { return }
        if let code: UInt8 = body.readInteger() { reasonCode = ReasonCode(rawValue: code) }
        guard Self.codes(of: step).contains(reasonCode.rawValue) else {
            throw .malformed("\(reasonCode) is no reason code of \(step)")
        }
        if body.readableBytes > 0 {
            properties = try PropertyList(from: &body, section: .acknowledgement)
        }
    }

    /// Writes the whole packet, in its shortest form.
    func write(to buffer: inout ByteBuffer, version: MQTTVersion) {
        let hasProperties = version == .v5 && !properties.entries.isEmpty
        let hasCode = version == .v5 && (hasProperties || reasonCode != .success)
        buffer.writeInteger(step.rawValue << 4 | (step == .pubrel ? 0b0010 : 0))
        buffer.writeVariableByteInteger(2 + (hasCode ? 1 : 0) + (hasProperties ? properties.encodedLength : 0))
        buffer.writeInteger(packetIdentifier)
        if hasCode { buffer.writeInteger(reasonCode.rawValue) }
        if hasProperties { properties.write(to: &buffer) }
    }

    private static func codes(of step: Step) -> [UInt8] {
        switch step {
        case .puback, .pubrec: [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99]
        case .pubrel, .pubcomp: [0x00, 0x92]
        }
    }
}
