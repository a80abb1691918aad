import NIOCore

/// A CONNECT packet (MQTT 5.0, section 3.1).
struct ConnectPacket: Sendable, Hashable {
    /// The will that travels in CONNECT.
    struct Will: Sendable, Hashable {
        /// Where it is published.
        var topic: TopicName
        /// What is published.
        var payload: ByteBuffer
        /// With which promise.
        var qos: QoS
        /// Whether it is retained.
        var retain: Bool
        /// Its properties (MQTT 5.0).
        var properties = PropertyList()
    }

    /// The version to speak.
    var version: MQTTVersion
    /// Clean start (5.0) or clean session (3.1.1).
    var cleanStart: Bool
    /// The keep-alive interval in seconds; 0 switches it off.
    var keepAlive: UInt16
    /// The client identifier; empty lets the server choose.
    var clientIdentifier: String
    /// The will, if any.
    var will: Will?
    /// The user name, if any.
    var userName: String?
    /// The password, if any.
    var password: ByteBuffer?
    /// The properties (MQTT 5.0).
    var properties = PropertyList()

    /// Makes a packet.
    init(
        version: MQTTVersion,
        cleanStart: Bool,
        keepAlive: UInt16,
        clientIdentifier: String,
        will: Will? = nil,
        userName: String? = nil,
        password: ByteBuffer? = nil,
        properties: PropertyList = PropertyList()
    ) {
        self.version = version
        self.cleanStart = cleanStart
        self.keepAlive = keepAlive
        self.clientIdentifier = clientIdentifier
        self.will = will
        self.userName = userName
        self.password = password
        self.properties = properties
    }

    /// Parses the body; the packet names its own version.
    init(from body: inout ByteBuffer) throws(ProtocolViolation) {
        guard try body.readText("the protocol name") == "MQTT" else {
            throw ProtocolViolation(reasonCode: .unsupportedProtocolVersion, detail: "the protocol name is not MQTT")
        }
        let level: UInt8 = try body.readField("the protocol version")
        guard let version = MQTTVersion(rawValue: level) else {
            throw ProtocolViolation(reasonCode: .unsupportedProtocolVersion, detail: "protocol level \(level)")
        }
        self.version = version
        let flags: UInt8 = try body.readField("the connect flags")
        guard flags & 1 == 0 else { throw .malformed("the reserved connect flag is set") }
        guard version == .v5 || flags & 0xC0 != 0x40 else { throw .malformed("a password without a user name") }
        cleanStart = flags & 0b10 != 0
        keepAlive = try body.readField("the keep alive")
        if version == .v5 { properties = try PropertyList(from: &body, section: .connect) }
        clientIdentifier = try body.readText("the client identifier")
        will = try Self.readWill(from: &body, flags: flags, version: version)
        userName = flags & 0x80 != 0 ? try body.readText("the user name") : nil
        password = flags & 0x40 != 0 ? try body.readBinary("the password") : nil
    }

    private static func readWill(
        from body: inout ByteBuffer,
        flags: UInt8,
        version: MQTTVersion
    ) throws(ProtocolViolation) -> Will? {
        guard flags & 0b100 != 0 else {
            guard flags & 0b11_1000 == 0 else { throw .malformed("will flags without a will") }
            return nil
        }
        guard let qos = QoS(rawValue: (flags >> 3) & 0b11) else { throw .malformed("the will has QoS 3") }
        let properties = version == .v5 ? try PropertyList(from: &body, section: .will) : PropertyList()
        let topic = try body.readText("the will topic")
        guard TopicName.problem(in: topic) == nil else {
            throw ProtocolViolation(reasonCode: .topicNameInvalid, detail: "the will topic is not a topic name")
        }
        return Will(
            topic: TopicName(unchecked: topic),
            payload: try body.readBinary("the will payload"),
            qos: qos,
            retain: flags & 0b10_0000 != 0,
            properties: properties
        )
    }

    /// Writes everything after the fixed header.
    func writeBody(to body: inout ByteBuffer) {
        body.writeText("MQTT")
        body.writeInteger(version.rawValue)
        body.writeInteger(flags)
        body.writeInteger(keepAlive)
        if version == .v5 { properties.write(to: &body) }
        body.writeText(clientIdentifier)
        if let will {
            if version == .v5 { will.properties.write(to: &body) }
            body.writeText(will.topic.rawValue)
            body.writeBinary(will.payload)
        }
        if let userName { body.writeText(userName) }
        if let password { body.writeBinary(password) }
    }

    private var flags: UInt8 {
        var flags: UInt8 = cleanStart ? 0b10 : 0
        if let will {
            flags |= 0b100 | will.qos.rawValue << 3 | (will.retain ? 0b10_0000 : 0)
        }
        if userName != nil { flags |= 0x80 }
        if password != nil { flags |= 0x40 }
        return flags
    }
}
