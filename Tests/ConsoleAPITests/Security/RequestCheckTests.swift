import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Requests that are refused for how they are made")
struct RequestCheckTests {
    private static let action = "/api/v1/alerts/alert-000001/acknowledge"
    private static let body = #"{"by":"Martin"}"#

    @Test(
        "A foreign, malformed or missing host is refused",
        arguments: [
            ("evil.example", 421), ("evil.example:80", 421), ("127.0.0.1.evil.example", 421), ("localhost:x", 421),
            ("localhost:99999", 421), ("[::1", 421), ("user@localhost", 421), ("0.0.0.0", 421), ("-", 400),
        ]
    )
    func foreignHost(host: String, status: Int) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/alerts", headers: ["Host": host])
            #expect(answer.status == status)
            #expect(answer.headers["content-type"] == "application/problem+json")
        }
    }

    @Test(
        "Loopback and configured names are served",
        arguments: ["localhost", "LOCALHOST:1", "[::1]:80", "home.example."]
    )
    func ownHost(host: String) async throws {
        let configuration = try ConsoleConfiguration(port: 0, hostNames: ["Home.Example"])
        try await withConsole(.example(), configuration: configuration) { client in
            let answer = try await client.request("GET", "/api/v1/alerts", headers: ["Host": host])
            #expect(answer.status == 200)
        }
    }

    @Test("Two hosts are refused")
    func twoHosts() async throws {
        try await withConsole { client in
            let answer = try await client.raw(
                "GET /api/v1/alerts HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
            )
            #expect(answer.status == 400)
        }
    }

    @Test(
        "A change that comes from another site's page is refused",
        arguments: ["http://evil.example", "null", "https://127.0.0.1", "http://localhost:1", ""]
    )
    func foreignOrigin(origin: String) async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let answer = try await client.request("POST", Self.action, headers: ["Origin": origin], body: Self.body)
            #expect(answer.status == 403)
            let out = try await client.request("DELETE", "/api/v1/session", headers: ["Origin": origin])
            #expect(out.status == 403)
        }
        #expect(household.state.commands.isEmpty)
    }

    @Test("A change from our own page is carried out")
    func ownOrigin() async throws {
        try await withConsole(.example()) { client in
            let origin = ["Origin": "http://127.0.0.1:\(client.port)"]
            let answer = try await client.request("POST", Self.action, headers: origin, body: Self.body)
            #expect(answer.status == 200)
        }
    }

    @Test(
        "A body that is not declared as JSON is refused",
        arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", "-"]
    )
    func notJSON(type: String) async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let headers = ["Content-Type": type]
            let answer = try await client.request("POST", Self.action, headers: headers, body: Self.body)
            #expect(answer.status == 415)
        }
        #expect(household.state.commands.isEmpty)
    }

    @Test("A character set beside the type does no harm")
    func characterSet() async throws {
        try await withConsole(.example()) { client in
            let headers = ["Content-Type": "Application/JSON ; charset=utf-8"]
            let answer = try await client.request("POST", Self.action, headers: headers, body: Self.body)
            #expect(answer.status == 200)
        }
    }

    @Test("A body over 64 KiB is refused, declared or in pieces")
    func oversized() async throws {
        let household = FakeHousehold.example()
        let text = String(repeating: " ", count: 64 * 1_024) + Self.body
        try await withConsole(household) { client in
            let declared = try await client.request("POST", Self.action, body: text)
            #expect(declared.status == 413)
            let head = "POST \(Self.action) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            let type = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            let chunks = "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n0\r\n\r\n"
            let chunked = try await client.raw(head + type + chunks)
            #expect(chunked.status == 413)
        }
        #expect(household.state.commands.isEmpty)
    }

    @Test("A body of exactly 64 KiB is read")
    func largest() async throws {
        try await withConsole(.example()) { client in
            let text = String(repeating: " ", count: 64 * 1_024 - Self.body.utf8.count) + Self.body
            let answer = try await client.request("POST", Self.action, body: text)
            #expect(answer.status == 200)
        }
    }

    @Test("An address over 4 KiB and headers over 32 KiB are refused")
    func longAddress() async throws {
        try await withConsole { client in
            let long = try await client.request("GET", "/api/v1/alerts?kind=" + String(repeating: "a", count: 4_096))
            #expect(long.status == 414)
            let header = ["X-Long": String(repeating: "a", count: 40_000)]
            let heavy = try await client.request("GET", "/api/v1/alerts", headers: header)
            #expect(heavy.status == 400 || heavy.status == 431)
        }
    }

    @Test(
        "No path leads to a file that is not evidence",
        arguments: [
            "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..", "%2e%2e", ".",
            "fall-1.jpg%00", "fall-1.jpg/..", "..%5c..%5cetc", "%252e%252e%252f", "a%20b", "nothing.jpg", "notes.txt",
            "//etc/passwd", "~root", "caf%C3%A9.jpg",
        ]
    )
    func traversal(name: String) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/evidence/" + name)
            #expect(answer.status == 400 || answer.status == 404)
            #expect(answer.headers["content-type"] == "application/problem+json")
        }
    }

    @Test("Bytes that are no HTTP are answered once or not at all, and the next caller is served", arguments: 0..<20)
    func noise(seed: UInt64) async throws {
        try await withConsole { client in
            var state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = (0..<200)
                .map { _ -> Character in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return Character(Unicode.Scalar(UInt8(truncatingIfNeeded: state >> 33)))
                }
            do {
                let answer = try await client.raw("GET /" + String(noise) + "\r\n\r\n")
                #expect(answer.status >= 400)
            } catch is HTTPAnswer.Malformed {
                // The connection was closed without an answer, which is as good.
            }
            let next = try await client.request("GET", "/healthz")
            #expect(next.status == 200)
        }
    }
}
