/// Where the console is served and what protects it.
///
/// A configuration that other machines could reach without a token and TLS cannot be made.
public struct ConsoleConfiguration: Hashable, Sendable {
    /// The permitted length of a token, in bytes.
    public static let tokenLength = 16...512

    /// The address that is listened on.
    public let host: String
    /// The port that is listened on; `0` takes a free one.
    public let port: Int
    /// The token that everybody must show; `nil` only on this machine.
    public let token: String?
    /// The certificate and key; `nil` only on this machine.
    public let tls: TransportSecurity?
    /// Further names by which browsers may call this machine, such as `caretaker.example`.
    public let hostNames: [String]

    /// Creates a configuration; by default for this machine only, on port 8480.
    ///
    /// - Parameters:
    ///   - host: The address that is listened on.
    ///   - port: The port, 0 to 65535; `0` takes a free one.
    ///   - token: What everybody must show, 16 to 512 visible ASCII characters.
    ///   - tls: The certificate and key.
    ///   - hostNames: Further names by which browsers may call this machine, without port; at most 32.
    /// - Throws: ``ConsoleError`` if the address needs protection that is missing, or a value is not permitted.
    public init(
        host: String = "127.0.0.1",
        port: Int = 8_480,
        token: String? = nil,
        tls: TransportSecurity? = nil,
        hostNames: [String] = []
    ) throws(ConsoleError) {
        try Self.check(host: host, port: port, token: token, tls: tls, hostNames: hostNames)
        self.host = host
        self.port = port
        self.token = token
        self.tls = tls
        self.hostNames = hostNames
    }

    private static func check(
        host: String,
        port: Int,
        token: String?,
        tls: TransportSecurity?,
        hostNames: [String]
    ) throws(ConsoleError) {
        guard !host.isEmpty, host.utf8.count <= 253 else {
            throw .invalidSetting(name: "host", problem: "give an address such as 127.0.0.1")
        }
        guard (0...65_535).contains(port) else {
            throw .invalidSetting(name: "port", problem: "\(port) is not in 0 to 65535")
        }
        if let token, !isPermitted(token: token) {
            throw .invalidSetting(name: "token", problem: "use 16 to 512 visible ASCII characters without spaces")
        }
        guard hostNames.count <= 32, hostNames.allSatisfy(HostName.isName) else {
            throw .invalidSetting(name: "hostNames", problem: "give at most 32 names without scheme or port")
        }
        guard !HostName.isLoopback(host) else { return }
        switch (token, tls) {
        case (nil, nil): throw .unprotectedAddress(host: host, missing: "a token and TLS")
        case (nil, _): throw .unprotectedAddress(host: host, missing: "a token")
        case (_, nil): throw .unprotectedAddress(host: host, missing: "TLS")
        default: return
        }
    }

    private static func isPermitted(token: String) -> Bool {
        tokenLength.contains(token.utf8.count) && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
