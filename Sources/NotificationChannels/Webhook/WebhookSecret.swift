/// What a receiver asks for to know that a message is ours; never logged and never in a description.
public struct WebhookSecret: Hashable, Sendable {
    /// The header.
    let name: String
    /// The header's value.
    let value: String

    private init(name: String, value: String) throws(ChannelError) {
        guard (1...64).contains(name.utf8.count), name.utf8.allSatisfy(Self.isToken),
            (1...4_096).contains(value.utf8.count), value.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .invalidHeader(name: name) }
        self.name = name
        self.value = value
    }

    /// Returns a token for the header `Authorization: Bearer …`.
    ///
    /// - Throws: ``ChannelError/invalidHeader(name:)`` if it is empty or has other than printable ASCII.
    public static func bearer(_ token: String) throws(ChannelError) -> WebhookSecret {
        guard !token.isEmpty else { throw .invalidHeader(name: "Authorization") }
        return try WebhookSecret(name: "Authorization", value: "Bearer " + token)
    }

    /// Returns a header of the receiver's own, such as `X-Api-Key`.
    ///
    /// - Throws: ``ChannelError/invalidHeader(name:)`` if name or value cannot be sent.
    public static func header(_ name: String, _ value: String) throws(ChannelError) -> WebhookSecret {
        try WebhookSecret(name: name, value: value)
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The header's name; the value stays secret.
    public var description: String { "\(name): …" }
    /// The header's name; the value stays secret.
    public var debugDescription: String { description }
    /// Shows nothing, so that dumps keep the secret as well.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
