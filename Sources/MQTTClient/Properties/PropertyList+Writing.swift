import NIOCore

extension PropertyList {
    /// The number of bytes of the properties without their length field.
    var bodyLength: Int {
        entries.reduce(0) { $0 + 1 + $1.valueLength }
    }

    /// The number of bytes of the properties with their length field.
    var encodedLength: Int {
        let body = bodyLength
        return WireLimits.variableByteIntegerLength(body) + body
    }

    /// Writes the section with its length.
    func write(to buffer: inout ByteBuffer) {
        buffer.writeVariableByteInteger(bodyLength)
        for property in entries {
            buffer.writeInteger(property.identifier.rawValue)
            property.writeValue(to: &buffer)
        }
    }
}

extension Property {
    /// The number of bytes of the value.
    fileprivate var valueLength: Int {
        switch self {
        case .payloadFormatIndicator, .requestProblemInformation, .requestResponseInformation, .maximumQoS,
            .retainAvailable, .wildcardSubscriptionAvailable, .subscriptionIdentifierAvailable,
            .sharedSubscriptionAvailable:
            1
        case .serverKeepAlive, .receiveMaximum, .topicAliasMaximum, .topicAlias: 2
        case .messageExpiryInterval, .sessionExpiryInterval, .willDelayInterval, .maximumPacketSize: 4
        case .subscriptionIdentifier(let value): WireLimits.variableByteIntegerLength(value)
        case .contentType(let text), .responseTopic(let text), .assignedClientIdentifier(let text),
            .authenticationMethod(let text), .responseInformation(let text), .serverReference(let text),
            .reasonString(let text):
            2 + text.utf8.count
        case .correlationData(let bytes), .authenticationData(let bytes): 2 + bytes.readableBytes
        case .userProperty(let name, let value): 4 + name.utf8.count + value.utf8.count
        }
    }

    fileprivate func writeValue(to buffer: inout ByteBuffer) {
        switch self {
        case .payloadFormatIndicator(let flag), .requestProblemInformation(let flag),
            .requestResponseInformation(let flag), .maximumQoS(let flag), .retainAvailable(let flag),
            .wildcardSubscriptionAvailable(let flag), .subscriptionIdentifierAvailable(let flag),
            .sharedSubscriptionAvailable(let flag):
            buffer.writeInteger(flag)
        case .serverKeepAlive(let value), .receiveMaximum(let value), .topicAliasMaximum(let value),
            .topicAlias(let value):
            buffer.writeInteger(value)
        case .messageExpiryInterval(let value), .sessionExpiryInterval(let value), .willDelayInterval(let value),
            .maximumPacketSize(let value):
            buffer.writeInteger(value)
        case .subscriptionIdentifier(let value): buffer.writeVariableByteInteger(value)
        case .contentType(let text), .responseTopic(let text), .assignedClientIdentifier(let text),
            .authenticationMethod(let text), .responseInformation(let text), .serverReference(let text),
            .reasonString(let text):
            buffer.writeText(text)
        case .correlationData(let bytes), .authenticationData(let bytes): buffer.writeBinary(bytes)
        case .userProperty(let name, let value):
            buffer.writeText(name)
            buffer.writeText(value)
        }
    }
}
