import NIOCore

/// A SUBSCRIBE packet (MQTT 5.0, section 3.8).
struct SubscribePacket: Sendable, Hashable {
    /// One filter with its options byte.
    struct Request: Sendable, Hashable {
        /// The filter.
        var filter: TopicFilter
        /// The options as on the wire; in 3.1.1 only the QoS.
        var options: UInt8
    }

    /// The identifier that the SUBACK repeats.
    var packetIdentifier: UInt16
    /// The filters; at least one.
    var requests: [Request]
    /// The properties (MQTT 5.0).
    var properties = PropertyList()

    /// Makes a packet.
    init(packetIdentifier: UInt16, requests: [Request], properties: PropertyList = PropertyList()) {
        self.packetIdentifier = packetIdentifier
        self.requests = requests
        self.properties = properties
    }

    /// Parses the body.
    init(from body: inout ByteBuffer, version: MQTTVersion) throws(ProtocolViolation) {
        packetIdentifier = try body.readPacketIdentifier()
        if version == .v5 { properties = try PropertyList(from: &body, section: .subscribe) }
        requests = []
        repeat {
            let text = try body.readText("a topic filter")
            guard TopicFilter.problem(in: text) == nil else { throw .malformed("a topic filter is not valid") }
            let options: UInt8 = try body.readField("the subscription options")
            let reserved: UInt8 = version == .v5 ? 0b1100_0000 : 0b1111_1100
            guard options & reserved == 0, options & 0b11 != 3, options & 0b11_0000 != 0b11_0000 else {
                throw .malformed("the subscription options are not valid")
            }
            requests.append(Request(filter: TopicFilter(unchecked: text), options: options))
        } while body.readableBytes > 0
    }

    /// Writes everything after the fixed header.
    func writeBody(to body: inout ByteBuffer, version: MQTTVersion) {
        body.writeInteger(packetIdentifier)
        if version == .v5 { properties.write(to: &body) }
        for request in requests {
            body.writeText(request.filter.rawValue)
            body.writeInteger(version == .v5 ? request.options : request.options & 0b11)
        }
    }
}
