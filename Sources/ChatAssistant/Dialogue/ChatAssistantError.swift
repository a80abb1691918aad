/// Why a dialogue cannot be held.
public enum ChatAssistantError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The person's time zone is not known.
    case unknownTimeZone(String)

    /// What happened, with which input, and what to do.
    public var description: String {
        switch self {
        case .unknownTimeZone(let name):
            "'\(name.prefix(40))' is not a known time zone; use an IANA name such as Europe/Berlin"
        }
    }
}
