/// Where the client's connection stands.
public enum MQTTConnectionState: Sendable, Hashable, CustomStringConvertible {
    /// Trying to connect; the number counts attempts since the last connection, from 1.
    case connecting(attempt: Int)
    /// Connected; the flag says whether the server had kept the session.
    case connected(sessionPresent: Bool)
    /// Not connected; unless the client was stopped or gave up, it tries again.
    case disconnected(DisconnectReason)

    /// The state in words.
    public var description: String {
        switch self {
        case .connecting(let attempt): "connecting (attempt \(attempt))"
        case .connected(let sessionPresent): sessionPresent ? "connected, session resumed" : "connected, new session"
        case .disconnected(let reason): "disconnected: \(reason)"
        }
    }
}
