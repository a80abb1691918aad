import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Token and session")
struct AuthenticationTests {
    private static let token = "a-long-enough-token"

    private static func configuration() throws -> ConsoleConfiguration {
        try ConsoleConfiguration(port: 0, token: token)
    }

    @Test(
        "Without the right token nothing but the page and its health is answered",
        arguments: [
            nil, "Bearer", "Bearer ", "Bearer wrong-but-long-tok", "Bearer a-long-enough-toke", "Basic \(Self.token)",
            "Bearer \(Self.token)x", Self.token,
        ]
    )
    func refused(header: String?) async throws {
        try await withConsole(.example(), configuration: try Self.configuration()) { client in
            let headers = header.map { ["Authorization": $0] } ?? [:]
            for path in [
                "/api/v1/alerts", "/api/v1/evidence/fall-1.jpg", "/api/v1/feed", "/metrics", "/openapi.yaml", "/x",
            ] {
                let answer = try await client.request("GET", path, headers: headers)
                #expect(answer.status == 401, "\(path)")
                #expect(answer.headers["www-authenticate"] == "Bearer realm=\"caretaker\"")
            }
            for path in ["/", "/console.js", "/console.css", "/healthz"] {
                let answer = try await client.request("GET", path, headers: headers)
                #expect(answer.status == 200, "\(path)")
            }
        }
    }

    @Test("The token opens everything, and never as a parameter of the address")
    func accepted() async throws {
        try await withConsole(.example(), configuration: try Self.configuration()) { client in
            let headers = ["Authorization": "bearer \(Self.token)"]
            let answer = try await client.request("GET", "/api/v1/alerts", headers: headers)
            #expect(answer.status == 200)
            let inAddress = try await client.request("GET", "/api/v1/alerts?token=\(Self.token)")
            #expect(inAddress.status == 401)
        }
    }

    @Test("Signing in gives a cookie that scripts and other sites cannot use, until signing out")
    func session() async throws {
        try await withConsole(.example(), configuration: try Self.configuration()) { client in
            let path = "/api/v1/session"
            let wrong = try await client.request("POST", path, body: #"{"token":"wrong"}"#)
            #expect(wrong.status == 401)
            #expect(wrong.headers["set-cookie"] == nil)
            let right = try await client.request("POST", path, body: #"{"token":"\#(Self.token)"}"#)
            #expect(right.status == 204)
            let cookie = try #require(right.headers["set-cookie"])
            #expect(
                cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict") && cookie.contains("; Path=/")
            )
            #expect(!cookie.contains("Secure") && !cookie.contains(Self.token))
            let shown = ["Cookie": "theme=dark; \(cookie.prefix { $0 != ";" })"]
            let signedIn = try await client.request("GET", "/api/v1/alerts", headers: shown)
            #expect(signedIn.status == 200)
            let out = try await client.request("DELETE", path, headers: shown)
            #expect(out.status == 204)
            let signedOut = try await client.request("GET", "/api/v1/alerts", headers: shown)
            #expect(signedOut.status == 401)
        }
    }

    @Test("A session ends after thirty days")
    func expiry() async throws {
        let clock = ManualWallClock()
        let household = FakeHousehold(wallClock: clock)
        try await withConsole(household, configuration: try Self.configuration()) { client in
            let body = #"{"token":"\#(Self.token)"}"#
            let cookie = try await client.request("POST", "/api/v1/session", body: body).headers["set-cookie"] ?? ""
            let shown = ["Cookie": String(cookie.prefix { $0 != ";" })]
            clock.advance(by: .seconds(30 * 86_400 - 1))
            let before = try await client.request("GET", "/api/v1/alerts", headers: shown)
            #expect(before.status == 200)
            clock.advance(by: .seconds(1))
            let after = try await client.request("GET", "/api/v1/alerts", headers: shown)
            #expect(after.status == 401)
        }
    }

    @Test("Over TLS the cookie never travels in the clear")
    func encrypted() async throws {
        try await TestCertificate.withFiles { files in
            let configuration = try ConsoleConfiguration(host: "0.0.0.0", port: 0, token: Self.token, tls: files)
            try await withConsole(.example(), configuration: configuration) { client in
                let body = #"{"token":"\#(Self.token)"}"#
                let answer = try await client.request("POST", "/api/v1/session", body: body)
                #expect(answer.status == 204)
                #expect(answer.headers["set-cookie"]?.hasSuffix("; Secure") == true)
                let origin = ["Origin": "http://127.0.0.1:\(client.port)"]
                let foreign = try await client.request("POST", "/api/v1/session", headers: origin, body: body)
                #expect(foreign.status == 403)
            }
        }
    }
}
