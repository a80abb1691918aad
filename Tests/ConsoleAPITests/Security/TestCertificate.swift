import ConsoleAPI
import Foundation

/// A self-signed certificate for `localhost` that exists for tests only.
enum TestCertificate {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBgDCCASWgAwIBAgIULoog0uVICYhsDBPCsTmeyJLdjK0wCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzAxMjkwMloYDzIxMjYxMDMw
        MDEyOTAyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAT7cQ8CE9Q2wlHPxzYepGmPCydc22J+wUPCaGhZZQdxLZ9neBkrkjuC
        xdh0o9LXVHVo5pI0gNlZqqb8MOMUG4K7o1MwUTAdBgNVHQ4EFgQUh3gKop3gN7FA
        AgZC2HxgE0q5x1wwHwYDVR0jBBgwFoAUh3gKop3gN7FAAgZC2HxgE0q5x1wwDwYD
        VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAsYPwx88VshoFdfelv7cd
        I8Zb9nrL3Ie32+KAn9rJs6ECIQDeAF95CXAPv0n8pCFo1ut67OCijwe1YDIgELNy
        l0sBzA==
        -----END CERTIFICATE-----

        """
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgB/v0zORddJE9Ram4
        O41yLgV72IYsL18u+Wv6Vl9J4R2hRANCAAT7cQ8CE9Q2wlHPxzYepGmPCydc22J+
        wUPCaGhZZQdxLZ9neBkrkjuCxdh0o9LXVHVo5pI0gNlZqqb8MOMUG4K7
        -----END PRIVATE KEY-----

        """

    /// Writes both files into a fresh folder while a test uses them.
    static func withFiles<Value>(_ body: (TransportSecurity) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("console-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let chainFile = folder.appendingPathComponent("chain.pem")
        let keyFile = folder.appendingPathComponent("key.pem")
        try Data(certificate.utf8).write(to: chainFile)
        try Data(key.utf8).write(to: keyFile)
        return try await body(
            TransportSecurity(certificateChainFile: chainFile.path, privateKeyFile: keyFile.path)
        )
    }
}
