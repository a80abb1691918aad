/// A user name with an optional password, which no description shows.
public struct MQTTCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The user name, at most 65,535 bytes.
    public var userName: String
    /// The password, at most 65,535 bytes.
    public var password: String?

    /// Makes credentials.
    public init(userName: String, password: String? = nil) {
        self.userName = userName
        self.password = password
    }

    /// The user name, and whether there is a password.
    public var description: String { "\(userName)\(password == nil ? "" : " (with password)")" }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror without the password.
    public var customMirror: Mirror { Mirror(self, children: ["userName": userName]) }
}
