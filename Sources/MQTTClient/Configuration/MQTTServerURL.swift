/// Where a server listens: `mqtt://[user[:password]@]host[:port]`, or `mqtts://` for TLS.
public struct MQTTServerURL: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The host name or address, without brackets.
    public let host: String
    /// The port; by default 1883, or 8883 with TLS.
    public let port: Int
    /// Whether the connection uses TLS.
    public let usesTLS: Bool
    /// User name and password, if the URL names them.
    public let credentials: MQTTCredentials?

    /// Parses a URL.
    ///
    /// - Parameter text: the URL; user name and password may be percent-encoded, an IPv6 address stands in brackets.
    /// - Throws: ``MQTTClientError/invalidConfiguration(_:)``, which never repeats the password.
    public init(_ text: String) throws(MQTTClientError) {
        guard let colon = text.firstRange(of: "://") else {
            throw .invalidConfiguration("a server URL begins with mqtt:// or mqtts://")
        }
        switch text[..<colon.lowerBound].lowercased() {
        case "mqtt": usesTLS = false
        case "mqtts": usesTLS = true
        default: throw .invalidConfiguration("a server URL begins with mqtt:// or mqtts://")
        }
        var rest = text[colon.upperBound...]
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        guard !rest.contains(where: { "/?#".contains($0) || $0.isWhitespace }) else {
            throw .invalidConfiguration("a server URL has no path, query or spaces; percent-encode them in credentials")
        }
        if let at = rest.lastIndex(of: "@") {
            credentials = try Self.parseCredentials(rest[..<at])
            rest = rest[rest.index(after: at)...]
        } else {
            credentials = nil
        }
        let (host, port) = try Self.parseAuthority(rest)
        self.host = host
        self.port = port ?? (usesTLS ? 8883 : 1883)
    }

    private static func parseCredentials(_ text: Substring) throws(MQTTClientError) -> MQTTCredentials {
        let colon = text.firstIndex(of: ":")
        let name = percentDecoded(text[..<(colon ?? text.endIndex)])
        let password = colon.map { percentDecoded(text[text.index(after: $0)...]) }
        guard let name, !name.isEmpty else {
            throw .invalidConfiguration("the user name in the server URL is empty or not percent-encoded UTF-8")
        }
        if case .some(.none) = password {
            throw .invalidConfiguration("the password in the server URL is not percent-encoded UTF-8")
        }
        return MQTTCredentials(userName: name, password: password ?? nil)
    }

    private static func parseAuthority(_ text: Substring) throws(MQTTClientError) -> (host: String, port: Int?) {
        var host = text
        var portText: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else {
                throw .invalidConfiguration("the server URL opens a bracket and does not close it")
            }
            host = text[text.index(after: text.startIndex)..<end]
            let tail = text[text.index(after: end)...]
            guard tail.isEmpty || tail.hasPrefix(":") else {
                throw .invalidConfiguration("only a port may follow the bracket in the server URL")
            }
            portText = tail.isEmpty ? nil : tail.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            portText = text[text.index(after: colon)...]
        }
        guard !host.isEmpty else { throw .invalidConfiguration("the server URL names no host") }
        guard let portText else { return (String(host), nil) }
        guard let port = Int(portText), (1...65_535).contains(port) else {
            throw .invalidConfiguration("the port in the server URL is not a number from 1 to 65535")
        }
        return (String(host), port)
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap({ Character(UnicodeScalar($0)).hexDigitValue }),
                let low = rest.popFirst().flatMap({ Character(UnicodeScalar($0)).hexDigitValue })
            else { return nil }
            bytes.append(UInt8(high * 16 + low))
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The URL without the password.
    public var description: String {
        let user = credentials.map { "\($0.userName)@" } ?? ""
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(usesTLS ? "mqtts" : "mqtt")://\(user)\(name):\(port)"
    }

    /// The URL without the password.
    public var debugDescription: String { description }
}
