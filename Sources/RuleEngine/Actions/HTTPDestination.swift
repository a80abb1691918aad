/// The address of a web service, which must be confirmed before rules may call it.
///
/// Confirming is a request with a token that the owner sends back; the states are those of AWS IoT.
public struct HTTPDestination: Hashable, Codable, Sendable {
    /// How far the confirmation has come.
    public enum State: String, Hashable, Codable, Sendable {
        /// The token has been sent and is awaited.
        case inProgress = "IN_PROGRESS"
        /// The owner has sent the token back.
        case enabled = "ENABLED"
        /// Somebody has switched it off.
        case disabled = "DISABLED"
        /// The token could not be sent.
        case error = "ERROR"
    }

    /// The confirmed address; the addresses of actions begin with it.
    public var confirmationURL: String
    /// How far the confirmation has come.
    public private(set) var state: State = .inProgress
    /// What the owner must send back.
    public private(set) var token: String

    /// Creates a destination that waits for a token to come back.
    public init(confirmationURL: String, token: String) {
        self.confirmationURL = confirmationURL
        self.token = token
    }

    /// Takes a token from the owner and returns whether it is the right one.
    public mutating func confirm(_ token: String) -> Bool {
        guard state == .inProgress, token == self.token else { return false }
        state = .enabled
        return true
    }

    /// Notes that the token could not be sent.
    public mutating func fail() {
        if state == .inProgress { state = .error }
    }

    /// Switches the destination off, or on again; on begins with another token.
    public mutating func disable() { state = .disabled }

    /// Begins again with another token.
    public mutating func restart(token: String) {
        self.token = token
        state = .inProgress
    }

    /// Returns whether an address can be confirmed: `http` or `https` with a host, without query and fragment.
    public static func isUsable(_ address: String) -> Bool {
        guard address.utf8.count <= 2_048, let scheme = ["https://", "http://"].first(where: address.hasPrefix) else {
            return false
        }
        let host = address.dropFirst(scheme.count).prefix { $0 != "/" }
        return !host.isEmpty && !host.contains("@")
            && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    }

    /// Returns whether an action may send to an address.
    public func permits(_ url: String) -> Bool {
        state == .enabled && Self.covers(confirmationURL, url)
    }

    /// Returns whether an address lies below another one: a longer name of a host or folder does not, nor does one that
    /// leads up again by dots (RFC 3986, section 5.2.4), however they are written.
    public static func covers(_ confirmed: String, _ url: String) -> Bool {
        guard url.hasPrefix(confirmed) else { return false }
        let rest = url.dropFirst(confirmed.count)
        let path = rest.prefix { $0 != "?" && $0 != "#" }.lowercased()
            .replacing("%2e", with: ".").replacing("%2f", with: "/").replacing("%5c", with: "/")
            .replacing("\\", with: "/")
        guard !path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else { return false }
        return rest.isEmpty || confirmed.hasSuffix("/") || rest.hasPrefix("/") || rest.hasPrefix("?")
    }
}

/// When a request to a web service is tried again.
public enum HTTPRetry {
    /// The most tries in all.
    public static let attempts = 3
    /// The longest reply after which a request may be tried again, in bytes.
    public static let replyBytes = 16_384

    /// What came of a try.
    public enum Result: Hashable, Sendable {
        /// An answer and its length in bytes.
        case answer(status: Int, bytes: Int)
        /// The connection was closed, or the time was up.
        case lost
    }

    /// Returns whether to try again: only after 429 and 5xx, never after a long reply or a lost connection.
    public static func isDue(after result: Result, attempt: Int) -> Bool {
        guard attempt < attempts, case .answer(let status, let bytes) = result, bytes <= replyBytes else {
            return false
        }
        return status == 429 || (500...599).contains(status)
    }
}
