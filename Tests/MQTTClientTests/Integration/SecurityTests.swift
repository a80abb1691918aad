import Foundation
import Logging
import MQTTClient
import NIOCore
import Testing

@Suite("Credentials and TLS, with a real broker")
struct SecurityTests {
    private static let tlsSettings = [
        "allow_anonymous true", "cafile FOLDER/good.crt", "certfile FOLDER/server.crt", "keyfile FOLDER/server.key",
        "require_certificate true",
    ]

    private static func makeFiles(_ folder: URL) throws {
        let good = try CertificateAuthority("good", in: folder)
        try good.issue("server", alternativeName: "DNS:localhost")
        try good.issue("device", alternativeName: "DNS:device")
        let other = try CertificateAuthority("other", in: folder)
        try other.issue("stranger", alternativeName: "DNS:stranger")
    }

    private static func configuration(_ server: MosquittoServer, _ version: MQTTVersion) throws -> MQTTConfiguration {
        var configuration = try MQTTConfiguration.test(
            server,
            "secure",
            version: version,
            scheme: "mqtts",
            host: "localhost"
        )
        let folder = server.folder
        configuration.tls = MQTTTLS(
            trust: .certificateFile(folder.appendingPathComponent("good.crt").path),
            certificateFile: folder.appendingPathComponent("device.crt").path,
            privateKeyFile: folder.appendingPathComponent("device.key").path
        )
        configuration.reconnect.givesUpWhenRefused = true
        return configuration
    }

    /// Runs a client that has to give up, and returns why.
    private func refusal(_ configuration: MQTTConfiguration) async throws -> DisconnectReason? {
        let client = try MQTTClient(configuration: configuration, logger: Logger(label: "test") { _ in SilentLog() })
        do {
            try await client.run()
            return nil
        } catch MQTTClientError.gaveUp(let reason) {
            return reason
        }
    }

    @Test("Messages travel through TLS with certificates on both sides", arguments: MQTTVersion.allCases)
    func mutualTLS(version: MQTTVersion) async throws {
        try await MosquittoServer.with(settings: Self.tlsSettings, prepare: Self.makeFiles) { server in
            try await withClient(Self.configuration(server, version)) { client in
                _ = try await client.subscribe([MQTTSubscription(TopicFilter("t"))])
                let publications = try (0..<300).map { try MQTTPublication("t", "\($0)") }
                let outcomes = try await client.publish(contentsOf: publications)
                #expect(outcomes.allSatisfy { $0.error == nil })
                let messages = try await receive(300, from: client)
                #expect(messages.map(\.text) == (0..<300).map { "\($0)" })
            }
        }
    }

    @Test("An untrusted authority, a wrong name and a missing or foreign client certificate are refused clearly")
    func badTLS() async throws {
        try await MosquittoServer.with(settings: Self.tlsSettings, prepare: Self.makeFiles) { server in
            let right = try Self.configuration(server, .v5)
            let folder = server.folder
            func expectTLSFailure(_ what: Comment, _ change: (inout MQTTTLS) -> Void) async throws {
                var wrong = right
                wrong.tls = right.tls.map { tls in
                    var copy = tls
                    change(&copy)
                    return copy
                }
                let reason = try await refusal(wrong)
                guard case .tlsFailed(let words)? = reason else {
                    Issue.record("\(what): \(String(describing: reason))")
                    return
                }
                #expect(!words.isEmpty, what)
            }
            try await expectTLSFailure("untrusted authority") {
                $0.trust = .certificateFile(folder.appendingPathComponent("other.crt").path)
            }
            try await expectTLSFailure("system authorities") { $0.trust = .system }
            try await expectTLSFailure("wrong name") { $0.serverName = "elsewhere" }
            try await expectTLSFailure("address instead of a name") { $0.serverName = "127.0.0.1" }
            try await expectTLSFailure("no client certificate") {
                $0.certificateFile = nil
                $0.privateKeyFile = nil
            }
            try await expectTLSFailure("foreign client certificate") {
                $0.certificateFile = folder.appendingPathComponent("stranger.crt").path
                $0.privateKeyFile = folder.appendingPathComponent("stranger.key").path
            }
            try await expectTLSFailure("key of another certificate") {
                $0.privateKeyFile = folder.appendingPathComponent("stranger.key").path
            }
            try await expectTLSFailure("missing file") { $0.trust = .certificateFile("/nowhere/ca.crt") }
            try await expectTLSFailure("empty file") { $0.trust = .certificateFile("/dev/null") }
        }
    }

    @Test("Weaker verification works only when asked for by name")
    func chosenVerification() async throws {
        try await MosquittoServer.with(settings: Self.tlsSettings, prepare: Self.makeFiles) { server in
            var configuration = try Self.configuration(server, .v5)
            configuration.tls?.serverName = "elsewhere"
            configuration.tls?.verification = .chainOnly
            try await withClient(configuration) { try await $0.publish(MQTTPublication("x", "y")) }
            configuration.tls?.trust = .certificateFile(server.folder.appendingPathComponent("other.crt").path)
            #expect(try await refusal(configuration)?.isRefusal == true)
            configuration.tls?.verification = .insecureNone
            try await withClient(configuration) { try await $0.publish(MQTTPublication("x", "y")) }
        }
    }

    @Test(
        "Wrong credentials are reported; the client gives up or keeps trying as configured",
        arguments: MQTTVersion.allCases
    )
    func credentials(version: MQTTVersion) async throws {
        let settings = ["allow_anonymous false", "password_file FOLDER/passwords"]
        // The entry of user "anna" with password "right" in the broker's own format (mosquitto_passwd).
        let makePasswords: (URL) throws -> Void = { folder in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/mosquitto_passwd")
            process.arguments = ["-b", "-c", folder.appendingPathComponent("passwords").path, "anna", "right"]
            try process.run()
            process.waitUntilExit()
        }
        try await MosquittoServer.with(settings: settings, prepare: makePasswords) { server in
            var configuration = try MQTTConfiguration.test(server, "login", version: version)
            configuration.credentials = MQTTCredentials(userName: "anna", password: "right")
            try await withClient(configuration) { try await $0.publish(MQTTPublication("x", "y")) }
            configuration.credentials = MQTTCredentials(userName: "anna", password: "wrong")
            try await withClient(configuration) { client in
                var refusals = 0
                for await state in client.states {
                    if case .disconnected(.refused(let code, _)) = state {
                        #expect(code == .notAuthorized || code == .badUserNameOrPassword)
                        refusals += 1
                    }
                    if refusals == 3 { break }
                }
            }
            configuration.reconnect.givesUpWhenRefused = true
            let reason = try await refusal(configuration)
            guard case .refused(let code, _)? = reason else {
                Issue.record("unexpected reason \(String(describing: reason))")
                return
            }
            #expect(code == .notAuthorized || code == .badUserNameOrPassword)
        }
    }

    @Test("A publish the server does not allow is refused with its code in MQTT 5.0")
    func refusedPublish() async throws {
        let settings = ["allow_anonymous true", "acl_file FOLDER/acl"]
        let makeACL: (URL) throws -> Void = { folder in
            try "topic readwrite open/#\n"
                .write(
                    to: folder.appendingPathComponent("acl"),
                    atomically: true,
                    encoding: .utf8
                )
        }
        try await MosquittoServer.with(settings: settings, prepare: makeACL) { server in
            try await withClient(.test(server, "acl", version: .v5)) { client in
                let outcomes = try await client.publish(contentsOf: [
                    MQTTPublication("open/a", "1"), MQTTPublication("closed/a", "2"), MQTTPublication("open/b", "3"),
                ])
                #expect(outcomes.map { $0.error == nil } == [true, false, true])
                guard case .publishRefused(let code, _)? = outcomes[1].error else {
                    Issue.record("unexpected outcome \(outcomes[1])")
                    return
                }
                #expect(code == .notAuthorized)
                await #expect(throws: MQTTClientError.self) {
                    try await client.publish(MQTTPublication("closed/b", "4", qos: .exactlyOnce))
                }
            }
        }
    }
}
