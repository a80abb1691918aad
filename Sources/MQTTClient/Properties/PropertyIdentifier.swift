/// The identifier of a property on the wire (MQTT 5.0, table 2-4).
enum PropertyIdentifier: UInt8, CaseIterable {
    case payloadFormatIndicator = 0x01
    case messageExpiryInterval = 0x02
    case contentType = 0x03
    case responseTopic = 0x08
    case correlationData = 0x09
    case subscriptionIdentifier = 0x0B
    case sessionExpiryInterval = 0x11
    case assignedClientIdentifier = 0x12
    case serverKeepAlive = 0x13
    case authenticationMethod = 0x15
    case authenticationData = 0x16
    case requestProblemInformation = 0x17
    case willDelayInterval = 0x18
    case requestResponseInformation = 0x19
    case responseInformation = 0x1A
    case serverReference = 0x1C
    case reasonString = 0x1F
    case receiveMaximum = 0x21
    case topicAliasMaximum = 0x22
    case topicAlias = 0x23
    case maximumQoS = 0x24
    case retainAvailable = 0x25
    case userProperty = 0x26
    case maximumPacketSize = 0x27
    case wildcardSubscriptionAvailable = 0x28
    case subscriptionIdentifierAvailable = 0x29
    case sharedSubscriptionAvailable = 0x2A

    /// Whether the property may stand in a section of this kind (table 2-4).
    func isAllowed(in section: PropertySection) -> Bool {
        switch self {
        case .payloadFormatIndicator, .messageExpiryInterval, .contentType, .responseTopic, .correlationData:
            section == .publish || section == .will
        case .subscriptionIdentifier: section == .publish || section == .subscribe
        case .sessionExpiryInterval: [.connect, .connack, .disconnect].contains(section)
        case .assignedClientIdentifier, .serverKeepAlive, .responseInformation, .maximumQoS, .retainAvailable,
            .wildcardSubscriptionAvailable, .subscriptionIdentifierAvailable, .sharedSubscriptionAvailable:
            section == .connack
        case .authenticationMethod, .authenticationData: [.connect, .connack, .auth].contains(section)
        case .requestProblemInformation, .requestResponseInformation: section == .connect
        case .willDelayInterval: section == .will
        case .serverReference: section == .connack || section == .disconnect
        case .reasonString:
            [.connack, .acknowledgement, .suback, .unsuback, .disconnect, .auth].contains(section)
        case .receiveMaximum, .topicAliasMaximum, .maximumPacketSize: section == .connect || section == .connack
        case .topicAlias: section == .publish
        case .userProperty: true
        }
    }

    /// Whether the property may stand more than once in a section of this kind.
    func mayRepeat(in section: PropertySection) -> Bool {
        self == .userProperty || (self == .subscriptionIdentifier && section == .publish)
    }
}

/// A place in which properties stand.
enum PropertySection: CaseIterable {
    case connect, will, connack, publish, acknowledgement, subscribe, suback, unsubscribe, unsuback, disconnect, auth
}
