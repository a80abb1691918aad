/// Why a channel could not be set up or a message not be understood.
public enum ChannelError: Error, Hashable, Sendable {
    /// The name or the value of a secret header has characters that HTTP does not permit, or is too long.
    case invalidHeader(name: String)
    /// A message's body is not what its channel expects; the text says what is wrong.
    case invalidBody(channel: String, reason: String)
    /// The sound player could not be started or failed.
    case playerFailed(String)
}

extension ChannelError: CustomStringConvertible {
    /// What was wrong, and what to do; secrets are left out.
    public var description: String {
        switch self {
        case .invalidHeader(let name):
            """
            The secret for the header '\(name.prefix(40))' cannot be sent: give a header name of letters, digits \
            and hyphens, and 1 to 4,096 printable ASCII characters.
            """
        case .invalidBody(let channel, let reason):
            "The message is none that \(channel) understands: \(reason)."
        case .playerFailed(let reason):
            "The sound could not be played: \(reason). Check that /usr/bin/aplay works (package alsa-utils)."
        }
    }
}
