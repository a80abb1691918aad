import NIOCore

extension MQTTConfiguration {
    /// The keep-alive interval in whole seconds.
    var keepAliveSeconds: UInt16 { UInt16(clamping: keepAlive.wholeSeconds) }

    /// The session expiry interval of MQTT 5.0, in seconds.
    var sessionExpirySeconds: UInt32 {
        switch sessionExpiry {
        case .atDisconnect: 0
        case .after(let duration): duration.wholeSeconds
        case .never: .max
        }
    }
}

extension ConnectPacket {
    /// Makes the CONNECT that a configuration describes.
    ///
    /// - Parameters:
    ///   - configuration: the configuration, validated.
    ///   - clientIdentifier: the identifier, possibly assigned by the server on an earlier connection.
    ///   - isReconnect: whether this client was connected before, so that its session may be resumed.
    init(_ configuration: MQTTConfiguration, clientIdentifier: String, isReconnect: Bool) {
        let outlives = configuration.sessionExpiry != .atDisconnect
        let credentials = configuration.credentials ?? configuration.server.credentials
        self.init(
            version: configuration.version,
            cleanStart: configuration.cleanStart && !(isReconnect && outlives),
            keepAlive: configuration.keepAliveSeconds,
            clientIdentifier: clientIdentifier,
            will: configuration.will.map { Will($0, version: configuration.version) },
            userName: credentials?.userName,
            password: credentials?.password.map { ByteBuffer(string: $0) }
        )
        guard configuration.version == .v5 else { return }
        let limits = configuration.limits
        properties.entries = [
            .receiveMaximum(UInt16(clamping: limits.receiveMaximum)),
            .maximumPacketSize(UInt32(clamping: limits.maximumPacketSize)),
        ]
        if outlives { properties.entries.append(.sessionExpiryInterval(configuration.sessionExpirySeconds)) }
        if limits.topicAliasMaximum > 0 {
            properties.entries.append(.topicAliasMaximum(UInt16(clamping: limits.topicAliasMaximum)))
        }
        properties.entries += configuration.userProperties.map { .userProperty(name: $0.name, value: $0.value) }
    }
}

extension ConnectPacket.Will {
    /// Makes the will of CONNECT.
    init(_ will: MQTTWill, version: MQTTVersion) {
        self.init(topic: will.topic, payload: will.payload, qos: will.qos, retain: will.retain)
        guard version == .v5 else { return }
        properties = will.properties.list
        if will.delay > .zero { properties.entries.append(.willDelayInterval(will.delay.wholeSeconds)) }
    }
}
