/// Why there is no connection (any more).
public enum DisconnectReason: Sendable, Hashable, CustomStringConvertible {
    /// The client closed it, because it was told to stop.
    case closedByClient
    /// The server sent DISCONNECT (MQTT 5.0), with its explanation and another server's name if it gave them.
    case closedByServer(ReasonCode, explanation: String?, serverReference: String?)
    /// The server answered CONNECT with a refusal: wrong credentials, unacceptable protocol and the like.
    case refused(ReasonCode, explanation: String?)
    /// The connection broke without a DISCONNECT.
    case connectionLost(String)
    /// No connection came about: name not found, port closed, host unreachable.
    case unreachable(String)
    /// TLS failed: certificate not trusted, wrong host name, client certificate refused.
    case tlsFailed(String)
    /// Connecting took longer than the configured time-out.
    case connectTimedOut
    /// The server did not answer a PINGREQ in time.
    case keepAliveExpired
    /// The server broke the protocol; the code is what the client reported.
    case protocolViolation(ReasonCode, detail: String)

    /// Whether trying again with the same configuration is unlikely to help.
    public var isRefusal: Bool {
        switch self {
        case .refused(let code, _): code != .serverUnavailable && code.rawValue != 0x89
        case .tlsFailed: true
        default: false
        }
    }

    /// The reason in words.
    public var description: String {
        switch self {
        case .closedByClient: "closed by the client"
        case .closedByServer(let code, let text, let other):
            "closed by the server: \(code)" + (text.map { ": \($0)" } ?? "") + (other.map { ", use \($0)" } ?? "")
        case .refused(let code, let text): "connection refused by the server: \(code)" + (text.map { ": \($0)" } ?? "")
        case .connectionLost(let text): "connection lost: \(text)"
        case .unreachable(let text): "server unreachable: \(text)"
        case .tlsFailed(let text): "TLS failed: \(text)"
        case .connectTimedOut: "connecting took too long"
        case .keepAliveExpired: "the server did not answer in time"
        case .protocolViolation(let code, let detail): "the server broke the protocol: \(code): \(detail)"
        }
    }
}
