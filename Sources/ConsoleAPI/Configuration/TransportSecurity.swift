import NIOSSL

/// The files that make the console's connections private.
public struct TransportSecurity: Hashable, Sendable {
    /// The certificate and those that vouch for it, as PEM.
    public var certificateChainFile: String
    /// The certificate's private key, as PEM.
    public var privateKeyFile: String

    /// Creates the pair of files; they are read when the server is made.
    public init(certificateChainFile: String, privateKeyFile: String) {
        self.certificateChainFile = certificateChainFile
        self.privateKeyFile = privateKeyFile
    }

    /// Reads the files; TLS 1.2 is the oldest version that is spoken.
    ///
    /// - Throws: ``ConsoleError/unusableFile(path:problem:)`` for the first file that cannot be used.
    func makeTLSConfiguration() throws(ConsoleError) -> TLSConfiguration {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificateChainFile)
        } catch {
            throw .unusableFile(path: certificateChainFile, problem: "no PEM certificates can be read from it")
        }
        guard !chain.isEmpty else {
            throw .unusableFile(path: certificateChainFile, problem: "it holds no PEM certificate")
        }
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: privateKeyFile, format: .pem)
        } catch {
            throw .unusableFile(path: privateKeyFile, problem: "no PEM private key can be read from it")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        do {
            _ = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .unusableFile(path: privateKeyFile, problem: "it does not belong to the certificate")
        }
        return configuration
    }
}
