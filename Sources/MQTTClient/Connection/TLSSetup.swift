import NIOCore
import NIOSSL

/// Builds what NIO needs for TLS.
enum TLSSetup {
    /// Reads the files and makes a context.
    ///
    /// - Throws: ``MQTTClientError/invalidConfiguration(_:)`` that names the file.
    @concurrent
    static func makeContext(_ tls: MQTTTLS) async throws(MQTTClientError) -> NIOSSLContext {
        var settings = TLSConfiguration.makeClientConfiguration()
        settings.minimumTLSVersion = .tlsv12
        settings.applicationProtocols = tls.applicationProtocols
        switch tls.verification {
        case .full: settings.certificateVerification = .fullVerification
        case .chainOnly: settings.certificateVerification = .noHostnameVerification
        case .insecureNone: settings.certificateVerification = .none
        }
        switch tls.trust {
        case .system: settings.trustRoots = .default
        case .certificateFile(let path):
            settings.trustRoots = .certificates(try certificates(in: path))
        }
        if let certificateFile = tls.certificateFile, let privateKeyFile = tls.privateKeyFile {
            settings.certificateChain = try certificates(in: certificateFile).map { .certificate($0) }
            settings.privateKey = .privateKey(try privateKey(in: privateKeyFile))
        }
        do {
            return try NIOSSLContext(configuration: settings)
        } catch {
            throw .invalidConfiguration("TLS cannot be set up: \(error)")
        }
    }

    /// Makes the handler that goes in front of MQTT; literal addresses are verified without a server name.
    static func makeHandler(_ context: NIOSSLContext, host: String, tls: MQTTTLS) throws -> NIOSSLClientHandler {
        let name = tls.serverName ?? host
        // proof: the error says just that the name is no literal address, which is what is asked.
        let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : name)
    }

    private static func certificates(in path: String) throws(MQTTClientError) -> [NIOSSLCertificate] {
        let found: [NIOSSLCertificate]
        do {
            found = try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw .invalidConfiguration("certificates cannot be read from \(path) (PEM expected): \(error)")
        }
        guard !found.isEmpty else { throw .invalidConfiguration("there is no certificate in \(path)") }
        return found
    }

    private static func privateKey(in path: String) throws(MQTTClientError) -> NIOSSLPrivateKey {
        do {
            return try NIOSSLPrivateKey(file: path, format: .pem)
        } catch {
            throw .invalidConfiguration("a private key cannot be read from \(path) (PEM without pass phrase): \(error)")
        }
    }
}
