import ConsoleAPI
import Foundation
import Logging
import MonitoringTestKit
import Testing

@Suite("Where the console may be served")
struct ConfigurationTests {
    private static let token = "0123456789abcdef"
    private static let tls = TransportSecurity(certificateChainFile: "/a.pem", privateKeyFile: "/b.pem")

    @Test(
        "An address that other machines reach needs a token and TLS",
        arguments: ["0.0.0.0", "::", "192.168.1.20", "caretaker.example", "127.0.0.1.example", "127.1", "1270.0.0.1"]
    )
    func unprotected(host: String) {
        #expect(throws: ConsoleError.unprotectedAddress(host: host, missing: "a token and TLS")) {
            try ConsoleConfiguration(host: host)
        }
        #expect(throws: ConsoleError.unprotectedAddress(host: host, missing: "TLS")) {
            try ConsoleConfiguration(host: host, token: Self.token)
        }
        #expect(throws: ConsoleError.unprotectedAddress(host: host, missing: "a token")) {
            try ConsoleConfiguration(host: host, tls: Self.tls)
        }
        #expect(throws: Never.self) { try ConsoleConfiguration(host: host, token: Self.token, tls: Self.tls) }
    }

    @Test("What is missing is said in one sentence")
    func sentence() {
        let error = ConsoleError.unprotectedAddress(host: "0.0.0.0", missing: "a token and TLS")
        #expect(
            error.description == "The console is not served on '0.0.0.0', which other machines can reach, "
                + "without a token and TLS: set a token and a TLS certificate, or serve it on 127.0.0.1."
        )
    }

    @Test(
        "This machine's own addresses need nothing",
        arguments: ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "LOCALHOST"]
    )
    func loopback(host: String) {
        #expect(throws: Never.self) { try ConsoleConfiguration(host: host) }
    }

    @Test(
        "A token that is short, long or has blanks is refused",
        arguments: [
            "", "short", "0123456789abcde", "0123456789 abcdef", "0123456789abcdeé", String(repeating: "x", count: 513),
        ]
    )
    func badToken(token: String) {
        #expect(throws: ConsoleError.self) { try ConsoleConfiguration(token: token) }
    }

    @Test("Ports and names outside their ranges are refused")
    func badValues() {
        #expect(throws: ConsoleError.self) { try ConsoleConfiguration(port: -1) }
        #expect(throws: ConsoleError.self) { try ConsoleConfiguration(port: 65_536) }
        #expect(throws: ConsoleError.self) { try ConsoleConfiguration(host: "") }
        #expect(throws: ConsoleError.self) { try ConsoleConfiguration(hostNames: ["https://a.example"]) }
        #expect(throws: ConsoleError.self) { try ConsoleConfiguration(hostNames: ["a.example:80"]) }
        #expect(throws: ConsoleError.self) {
            try ConsoleConfiguration(hostNames: Array(repeating: "a.example", count: 33))
        }
    }

    @Test("A missing or wrong certificate is refused before anything is listened on")
    func badCertificate() async throws {
        let logger = Logger(label: "console") { _ in SwiftLogNoOpLogHandler() }
        func server(_ tls: TransportSecurity) throws -> ConsoleServer {
            let configuration = try ConsoleConfiguration(port: 0, tls: tls)
            return try ConsoleServer(
                configuration: configuration,
                dependencies: FakeHousehold().dependencies(),
                logger: logger
            )
        }
        #expect(throws: ConsoleError.self) { try server(Self.tls) }
        try await TestCertificate.withFiles { files in
            var swapped = files
            swap(&swapped.certificateChainFile, &swapped.privateKeyFile)
            #expect(throws: ConsoleError.self) { try server(swapped) }
            try Data("not a key".utf8).write(to: URL(fileURLWithPath: files.privateKeyFile))
            #expect(throws: ConsoleError.self) { try server(files) }
        }
    }
}
