/// How TLS is done; the defaults verify everything.
public struct MQTTTLS: Sendable, Hashable {
    /// Whom to trust.
    public enum Trust: Sendable, Hashable {
        /// The certificate authorities of the operating system.
        case system
        /// Only the certificate authorities in this PEM file.
        case certificateFile(String)
    }

    /// What is verified about the server.
    public enum Verification: Sendable, Hashable {
        /// The certificate chain and that it was issued for this host. The default.
        case full
        /// The chain only: whoever has any certificate of a trusted authority can pose as the server.
        case chainOnly
        /// Nothing: anyone on the way can read and change everything. Each connect logs a warning.
        case insecureNone
    }

    /// Whom to trust; default the operating system's authorities.
    public var trust: Trust
    /// What is verified; default everything.
    public var verification: Verification
    /// The client's certificate chain, a PEM file; needs ``privateKeyFile``.
    public var certificateFile: String?
    /// The client's private key, a PEM file without a pass phrase; needs ``certificateFile``.
    public var privateKeyFile: String?
    /// The host name to ask for and verify instead of the one in the URL.
    public var serverName: String?
    /// Application protocols to offer (ALPN); default none.
    public var applicationProtocols: [String]

    /// Makes TLS settings.
    public init(
        trust: Trust = .system,
        verification: Verification = .full,
        certificateFile: String? = nil,
        privateKeyFile: String? = nil,
        serverName: String? = nil,
        applicationProtocols: [String] = []
    ) {
        self.trust = trust
        self.verification = verification
        self.certificateFile = certificateFile
        self.privateKeyFile = privateKeyFile
        self.serverName = serverName
        self.applicationProtocols = applicationProtocols
    }
}
