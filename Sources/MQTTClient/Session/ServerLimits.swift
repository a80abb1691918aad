/// What the server announced in CONNACK (MQTT 5.0, section 3.2.2.3), or the defaults of the standard.
struct ServerLimits: Hashable {
    /// How many unconfirmed QoS 1 and 2 messages it takes.
    var receiveMaximum = 65_535
    /// The highest quality of service it takes.
    var maximumQoS = QoS.exactlyOnce
    /// Whether it keeps retained messages.
    var isRetainAvailable = true
    /// The largest packet it takes, in bytes.
    var maximumPacketSize = WireLimits.maximumVariableByteInteger + 5
    /// How many topic aliases it takes.
    var topicAliasMaximum = 0
    /// The keep-alive interval it demands, in seconds.
    var keepAlive: UInt16?
    /// The client identifier it assigned.
    var assignedClientIdentifier: String?

    /// Makes the defaults.
    init() {}

    /// Reads the announcement.
    init(_ properties: PropertyList) {
        for property in properties.entries {
            switch property {
            case .receiveMaximum(let value): receiveMaximum = Int(value)
            case .maximumQoS(let value): maximumQoS = QoS(rawValue: value) ?? .exactlyOnce
            case .retainAvailable(let flag): isRetainAvailable = flag == 1
            case .maximumPacketSize(let value): maximumPacketSize = Int(value)
            case .topicAliasMaximum(let value): topicAliasMaximum = Int(value)
            case .serverKeepAlive(let value): keepAlive = value
            case .assignedClientIdentifier(let text): assignedClientIdentifier = text
            default: continue
            }
        }
    }
}
