/// The aliases the client gives to topics it publishes to (MQTT 5.0, section 3.3.2.3.4): first come, first served.
struct OutgoingTopicAliases {
    /// The most aliases the server takes.
    let maximum: Int
    private var aliases: [String: UInt16] = [:]

    /// Makes an empty table for one connection.
    init(maximum: Int) {
        self.maximum = maximum
    }

    /// Replaces the topic by its alias if it has one, or adds one if there is room.
    mutating func apply(to packet: inout PublishPacket) {
        guard maximum > 0 else { return }
        let topic = packet.topic.rawValue
        if let alias = aliases[topic] {
            packet.topic = TopicName(unchecked: "")
            packet.properties.entries.append(.topicAlias(alias))
        } else if aliases.count < maximum {
            let alias = UInt16(aliases.count + 1)
            aliases[topic] = alias
            packet.properties.entries.append(.topicAlias(alias))
        }
    }
}

/// The aliases the server gave to topics on this connection.
struct IncomingTopicAliases {
    /// The most aliases the client announced.
    let maximum: Int
    private var topics: [UInt16: TopicName] = [:]

    /// Makes an empty table for one connection.
    init(maximum: Int) {
        self.maximum = maximum
    }

    /// Gives a packet its topic back and takes the alias away.
    mutating func resolve(_ packet: inout PublishPacket) throws(ProtocolViolation) {
        guard let alias = packet.topicAlias else { return }
        guard alias <= maximum else {
            throw ProtocolViolation(reasonCode: .topicAliasInvalid, detail: "topic alias \(alias) exceeds \(maximum)")
        }
        packet.properties.remove(.topicAlias)
        if packet.topic.rawValue.isEmpty {
            guard let topic = topics[alias] else {
                throw ProtocolViolation(reasonCode: .protocolError, detail: "topic alias \(alias) was never defined")
            }
            packet.topic = topic
        } else {
            topics[alias] = packet.topic
        }
    }
}
