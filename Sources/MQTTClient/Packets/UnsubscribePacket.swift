import NIOCore

/// An UNSUBSCRIBE packet (MQTT 5.0, section 3.10).
struct UnsubscribePacket: Sendable, Hashable {
    /// The identifier that the UNSUBACK repeats.
    var packetIdentifier: UInt16
    /// The filters; at least one.
    var filters: [TopicFilter]
    /// The properties (MQTT 5.0).
    var properties = PropertyList()

    /// Makes a packet.
    init(packetIdentifier: UInt16, filters: [TopicFilter], properties: PropertyList = PropertyList()) {
        self.packetIdentifier = packetIdentifier
        self.filters = filters
        self.properties = properties
    }

    /// Parses the body.
    init(from body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        packetIdentifier = try body.readPacketIdentifier()
        if version == .v5 { properties = try PropertyList(from: &body, section: .unsubscribe) }
        filters = []
        repeat {
            let text = try body.readText("a topic filter")
            guard TopicFilter.problem(in: text) == nil else { throw .malformed("a topic filter is not valid") }
            filters.append(TopicFilter(unchecked: text))
        } while body.readableBytes > 0
    }

    /// Writes everything after the fixed header.
    func writeBody(to body: inout ByteBuffer, version: MQTTVersion) {
        body.writeInteger(packetIdentifier)
        if version == .v5 { properties.write(to: &body) }
        for filter in filters { body.writeText(filter.rawValue) }
    }
}
