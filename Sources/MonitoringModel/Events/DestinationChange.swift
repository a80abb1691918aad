/// What becomes of a web service that rules may call.
public enum DestinationChange: Hashable, Codable, Sendable {
    /// Add it: the token is sent to its address, and rules may call it when the token has come back.
    case add(id: String, url: String, token: String)
    /// The token has come back.
    case confirm(token: String)
    /// The token could not be sent.
    case notReached(id: String, reason: String)
    /// Switch it off.
    case disable(id: String)
    /// Begin again with another token.
    case restart(id: String, token: String)
    /// Forget it.
    case remove(id: String)
}
