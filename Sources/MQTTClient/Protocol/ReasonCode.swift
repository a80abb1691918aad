/// A reason code of MQTT 5.0 (section 2.4); the return codes of 3.1.1 are mapped to it.
///
/// Values of `0x80` and above are failures.
public struct ReasonCode: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The code on the wire.
    public let rawValue: UInt8

    /// Makes a reason code, known or unknown.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Whether the code reports a failure.
    public var isFailure: Bool { rawValue >= 0x80 }

    /// The standard's name and the number, such as `not authorized (0x87)`.
    public var description: String {
        let hex = String(rawValue, radix: 16)
        return "\(Self.names[rawValue] ?? "unknown reason") (0x\(hex.count == 1 ? "0" : "")\(hex))"
    }
}

extension ReasonCode {
    /// Success, normal disconnection or granted QoS 0.
    public static let success = ReasonCode(rawValue: 0x00)
    /// Disconnected with the will to be published.
    public static let disconnectWithWill = ReasonCode(rawValue: 0x04)
    /// The message was accepted, but nobody subscribes to its topic.
    public static let noMatchingSubscribers = ReasonCode(rawValue: 0x10)
    /// The filter to unsubscribe from was not subscribed.
    public static let noSubscriptionExisted = ReasonCode(rawValue: 0x11)
    /// A failure the peer does not explain.
    public static let unspecifiedError = ReasonCode(rawValue: 0x80)
    /// A packet that cannot be parsed.
    public static let malformedPacket = ReasonCode(rawValue: 0x81)
    /// A packet that can be parsed, but is not allowed here.
    public static let protocolError = ReasonCode(rawValue: 0x82)
    /// The server does not speak this version.
    public static let unsupportedProtocolVersion = ReasonCode(rawValue: 0x84)
    /// The client identifier is not acceptable.
    public static let clientIdentifierNotValid = ReasonCode(rawValue: 0x85)
    /// The user name or password is wrong.
    public static let badUserNameOrPassword = ReasonCode(rawValue: 0x86)
    /// The client is not allowed to do this.
    public static let notAuthorized = ReasonCode(rawValue: 0x87)
    /// The server is not available.
    public static let serverUnavailable = ReasonCode(rawValue: 0x88)
    /// The server is shutting down.
    public static let serverShuttingDown = ReasonCode(rawValue: 0x8B)
    /// The authentication method is not supported.
    public static let badAuthenticationMethod = ReasonCode(rawValue: 0x8C)
    /// Nothing was received within one and a half keep-alive intervals.
    public static let keepAliveTimeout = ReasonCode(rawValue: 0x8D)
    /// Another connection uses the same client identifier.
    public static let sessionTakenOver = ReasonCode(rawValue: 0x8E)
    /// The topic name is well formed, but not accepted.
    public static let topicNameInvalid = ReasonCode(rawValue: 0x90)
    /// More messages are unacknowledged than the receiver allowed.
    public static let receiveMaximumExceeded = ReasonCode(rawValue: 0x93)
    /// The topic alias is out of range or unknown.
    public static let topicAliasInvalid = ReasonCode(rawValue: 0x94)
    /// The packet is larger than the receiver allows.
    public static let packetTooLarge = ReasonCode(rawValue: 0x95)
    /// A quota of the server is used up.
    public static let quotaExceeded = ReasonCode(rawValue: 0x97)
    /// The payload does not have the announced format.
    public static let payloadFormatInvalid = ReasonCode(rawValue: 0x99)

    /// The 3.1.1 CONNACK return code as a reason code (3.1.1, table 3.1).
    init(connectReturnCode: UInt8) {
        switch connectReturnCode {
        case 0: self = .success
        case 1: self = .unsupportedProtocolVersion
        case 2: self = .clientIdentifierNotValid
        case 3: self = .serverUnavailable
        case 4: self = .badUserNameOrPassword
        case 5: self = .notAuthorized
        default: self = .unspecifiedError
        }
    }

    /// The 3.1.1 CONNACK return code that comes nearest to this reason code.
    var connectReturnCode: UInt8 {
        switch self {
        case .success: 0
        case .unsupportedProtocolVersion: 1
        case .clientIdentifierNotValid: 2
        case .serverUnavailable: 3
        case .badUserNameOrPassword: 4
        default: 5
        }
    }

    private static let names: [UInt8: String] = [
        0x00: "success", 0x01: "granted QoS 1", 0x02: "granted QoS 2", 0x04: "disconnect with will message",
        0x10: "no matching subscribers", 0x11: "no subscription existed", 0x18: "continue authentication",
        0x19: "re-authenticate", 0x80: "unspecified error", 0x81: "malformed packet", 0x82: "protocol error",
        0x83: "implementation specific error", 0x84: "unsupported protocol version",
        0x85: "client identifier not valid", 0x86: "bad user name or password", 0x87: "not authorized",
        0x88: "server unavailable", 0x89: "server busy", 0x8A: "banned", 0x8B: "server shutting down",
        0x8C: "bad authentication method", 0x8D: "keep alive timeout", 0x8E: "session taken over",
        0x8F: "topic filter invalid", 0x90: "topic name invalid", 0x91: "packet identifier in use",
        0x92: "packet identifier not found", 0x93: "receive maximum exceeded", 0x94: "topic alias invalid",
        0x95: "packet too large", 0x96: "message rate too high", 0x97: "quota exceeded",
        0x98: "administrative action", 0x99: "payload format invalid", 0x9A: "retain not supported",
        0x9B: "QoS not supported", 0x9C: "use another server", 0x9D: "server moved",
        0x9E: "shared subscriptions not supported", 0x9F: "connection rate exceeded", 0xA0: "maximum connect time",
        0xA1: "subscription identifiers not supported", 0xA2: "wildcard subscriptions not supported",
    ]
}
