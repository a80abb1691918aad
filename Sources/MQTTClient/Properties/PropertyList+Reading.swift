import NIOCore

extension PropertyList {
    /// Reads a property section with its length, refusing unknown, misplaced, repeated and out-of-range properties.
    init(from buffer: inout ByteBuffer, section: PropertySection) throws(ProtocolViolation) {
        let length = try buffer.readVariableByteInteger("the property length")
        guard length > 0 else {
            self.init()
            return
        }
        guard var bytes = buffer.readSlice(length: length) else {
            throw .malformed("the packet ends inside the properties")
        }
        var entries: [Property] = []
        var seen: UInt64 = 0
        while bytes.readableBytes > 0 {
            let code = try bytes.readVariableByteInteger("a property identifier")
            guard let small = UInt8(exactly: code), let identifier = PropertyIdentifier(rawValue: small) else {
                throw .malformed("property \(code) is unknown")
            }
            guard identifier.isAllowed(in: section) else {
                throw .protocolError("property \(identifier) is not allowed in \(section)")
            }
            let mark: UInt64 = 1 << UInt64(small)
            guard seen & mark == 0 || identifier.mayRepeat(in: section) else {
                throw .protocolError("property \(identifier) is repeated")
            }
            seen |= mark
            let property = try Self.readValue(of: identifier, from: &bytes)
            try property.checkRange()
            entries.append(property)
        }
        self.init(entries)
    }

    private static func readValue(
        of identifier: PropertyIdentifier,
        from bytes: inout ByteBuffer
    ) throws(ProtocolViolation) -> Property {
        switch identifier {
        case .payloadFormatIndicator: .payloadFormatIndicator(try bytes.readField("a property"))
        case .messageExpiryInterval: .messageExpiryInterval(try bytes.readField("a property"))
        case .contentType: .contentType(try bytes.readText("the content type"))
        case .responseTopic: .responseTopic(try bytes.readText("the response topic"))
        case .correlationData: .correlationData(try bytes.readBinary("the correlation data"))
        case .subscriptionIdentifier:
            .subscriptionIdentifier(try bytes.readVariableByteInteger("the subscription identifier"))
        case .sessionExpiryInterval: .sessionExpiryInterval(try bytes.readField("a property"))
        case .assignedClientIdentifier: .assignedClientIdentifier(try bytes.readText("the client identifier"))
        case .serverKeepAlive: .serverKeepAlive(try bytes.readField("a property"))
        case .authenticationMethod: .authenticationMethod(try bytes.readText("the authentication method"))
        case .authenticationData: .authenticationData(try bytes.readBinary("the authentication data"))
        case .requestProblemInformation: .requestProblemInformation(try bytes.readField("a property"))
        case .willDelayInterval: .willDelayInterval(try bytes.readField("a property"))
        case .requestResponseInformation: .requestResponseInformation(try bytes.readField("a property"))
        case .responseInformation: .responseInformation(try bytes.readText("the response information"))
        case .serverReference: .serverReference(try bytes.readText("the server reference"))
        case .reasonString: .reasonString(try bytes.readText("the reason string"))
        case .receiveMaximum: .receiveMaximum(try bytes.readField("a property"))
        case .topicAliasMaximum: .topicAliasMaximum(try bytes.readField("a property"))
        case .topicAlias: .topicAlias(try bytes.readField("a property"))
        case .maximumQoS: .maximumQoS(try bytes.readField("a property"))
        case .retainAvailable: .retainAvailable(try bytes.readField("a property"))
        case .userProperty:
            .userProperty(
                name: try bytes.readText("a user property's name"),
                value: try bytes.readText("a user property's value")
            )
        case .maximumPacketSize: .maximumPacketSize(try bytes.readField("a property"))
        case .wildcardSubscriptionAvailable: .wildcardSubscriptionAvailable(try bytes.readField("a property"))
        case .subscriptionIdentifierAvailable: .subscriptionIdentifierAvailable(try bytes.readField("a property"))
        case .sharedSubscriptionAvailable: .sharedSubscriptionAvailable(try bytes.readField("a property"))
        }
    }
}

extension Property {
    /// Refuses values that the standard excludes for this property.
    fileprivate func checkRange() throws(ProtocolViolation) {
        let isInRange =
            switch self {
            case .payloadFormatIndicator(let flag), .requestProblemInformation(let flag),
                .requestResponseInformation(let flag), .maximumQoS(let flag), .retainAvailable(let flag),
                .wildcardSubscriptionAvailable(let flag), .subscriptionIdentifierAvailable(let flag),
                .sharedSubscriptionAvailable(let flag):
                flag <= 1
            case .receiveMaximum(let value): value > 0
            case .topicAlias(let value): value > 0
            case .maximumPacketSize(let value): value > 0
            case .subscriptionIdentifier(let value): value > 0
            default: true
            }
        guard isInRange else { throw .protocolError("property \(identifier) has a value out of range") }
    }
}
