import NIOCore

/// A PUBLISH packet (MQTT 5.0, section 3.3).
struct PublishPacket: Sendable, Hashable {
    /// Whether this may be a repetition.
    var isDuplicate = false
    /// The promise under which it travels.
    var qos: QoS
    /// The retain flag.
    var retain = false
    /// The topic; empty text only together with a topic alias.
    var topic: TopicName
    /// The packet identifier; 0 exactly for QoS 0.
    var packetIdentifier: UInt16 = 0
    /// The properties (MQTT 5.0).
    var properties = PropertyList()
    /// The payload.
    var payload: ByteBuffer

    /// Makes a packet.
    init(
        isDuplicate: Bool = false,
        qos: QoS,
        retain: Bool = false,
        topic: TopicName,
        packetIdentifier: UInt16 = 0,
        properties: PropertyList = PropertyList(),
        payload: ByteBuffer
    ) {
        self.isDuplicate = isDuplicate
        self.qos = qos
        self.retain = retain
        self.topic = topic
        self.packetIdentifier = packetIdentifier
        self.properties = properties
        self.payload = payload
    }

    /// Parses the body; the payload shares memory with it.
    init(from body: inout ByteBuffer, flags: UInt8, version: MQTTVersion) throws(ProtocolViolation) {
        guard let qos = QoS(rawValue: (flags >> 1) & 0b11) else { throw .malformed("QoS 3 does not exist") }
        let isDuplicate = flags & 0b1000 != 0
        guard qos != .atMostOnce || !isDuplicate else { throw .malformed("DUP is set on a QoS 0 message") }
        let name = try body.readText("the topic name")
        packetIdentifier = qos == .atMostOnce ? 0 : try body.readPacketIdentifier()
        if version == .v5 {
            properties = try PropertyList(from: &body, section: .publish)
        }
        if name.isEmpty {
            guard Self.topicAlias(in: properties) != nil else { throw .protocolError("a message has no topic") }
        } else if TopicName.problem(in: name) != nil {
            throw ProtocolViolation(reasonCode: .topicNameInvalid, detail: "a message's topic contains a wildcard")
        }
        try Self.checkResponseTopic(in: properties)
        self.qos = qos
        self.isDuplicate = isDuplicate
        retain = flags & 1 != 0
        topic = TopicName(unchecked: name)
        payload = body.readSlice(length: body.readableBytes) ?? ByteBuffer()
    }

    /// The alias that stands in the properties.
    var topicAlias: UInt16? { Self.topicAlias(in: properties) }

    /// The size of the whole packet in bytes.
    func encodedLength(version: MQTTVersion) -> Int {
        let body = bodyLength(version: version)
        return 1 + WireLimits.variableByteIntegerLength(body) + body
    }

    /// Writes the whole packet.
    func write(to buffer: inout ByteBuffer, version: MQTTVersion) {
        let dup: UInt8 = isDuplicate ? 0b1000 : 0
        let keep: UInt8 = retain ? 1 : 0
        buffer.writeInteger(PacketKind.publish.rawValue << 4 | dup | qos.rawValue << 1 | keep)
        buffer.writeVariableByteInteger(bodyLength(version: version))
        buffer.writeText(topic.rawValue)
        if qos != .atMostOnce { buffer.writeInteger(packetIdentifier) }
        if version == .v5 { properties.write(to: &buffer) }
        buffer.writeImmutableBuffer(payload)
    }

    private func bodyLength(version: MQTTVersion) -> Int {
        2 + topic.rawValue.utf8.count + (qos == .atMostOnce ? 0 : 2)
            + (version == .v5 ? properties.encodedLength : 0) + payload.readableBytes
    }

    private static func checkResponseTopic(in properties: PropertyList) throws(ProtocolViolation) {
        for case .responseTopic(let text) in properties.entries where TopicName.problem(in: text) != nil {
            throw .protocolError("the response topic is not a topic name")
        }
    }

    private static func topicAlias(in properties: PropertyList) -> UInt16? {
        properties.first {
            if case .topicAlias(let alias) = $0 { alias } else { nil }
        }
    }
}
