import MonitoringModel
import MonitoringTestKit
import Testing

@testable import ConsoleAPI

@Suite("The page and general answers")
struct PageTests {
    @Test(
        "The page's files are served as what they are",
        arguments: [
            ("/", "text/html; charset=utf-8"), ("/console.css", "text/css; charset=utf-8"),
            ("/icon.svg", "image/svg+xml"), ("/console.js", "text/javascript; charset=utf-8"),
            ("/openapi.yaml", "application/yaml"),
        ]
    )
    func files(path: String, type: String) async throws {
        try await withConsole { client in
            let answer = try await client.request("GET", path)
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == type)
            #expect(answer.body.count > 100)
        }
    }

    @Test("Every file that the page names is served, and nothing comes from elsewhere or stands inline")
    func references() async throws {
        let paths = PageAssets.paths
        try await withConsole { client in
            for path in paths {
                let text = try await client.request("GET", path).text
                for part in text.split(whereSeparator: { "\"'`()".contains($0) }) {
                    if part.hasPrefix("./"), part.hasSuffix(".js") { #expect(paths.contains("/" + part.dropFirst(2))) }
                    let isElsewhere = part.hasPrefix("http") || (part.hasPrefix("//") && !part.hasPrefix("// "))
                    #expect(!isElsewhere || part == "http://www.w3.org/2000/svg", "\(path): \(part)")
                }
                #expect(!text.contains("innerHTML") && !text.contains("insertAdjacentHTML") && !text.contains("eval("))
                #expect(!text.contains(" style=") && !text.contains(" onclick="), "\(path)")
            }
            let page = try await client.request("GET", "/").text
            #expect(page.contains("<script type=\"module\" src=\"/console.js\"></script>"))
        }
    }

    @Test(
        "Every answer tells browsers what is permitted",
        arguments: ["/", "/api/v1/alerts", "/nothing", "/console.js"]
    )
    func headers(path: String) async throws {
        try await withConsole { client in
            let headers = try await client.request("GET", path).headers
            let policy = headers["content-security-policy"] ?? ""
            #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self';"))
            #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
            #expect(headers["x-content-type-options"] == "nosniff")
            #expect(headers["referrer-policy"] == "no-referrer")
            #expect(headers["cross-origin-resource-policy"] == "same-origin")
            #expect(headers["cache-control"] != nil)
            #expect(headers["access-control-allow-origin"] == nil)
        }
    }

    @Test("HEAD answers as GET does, without the body", arguments: ["/", "/api/v1/alerts", "/api/v1/feed", "/nothing"])
    func head(path: String) async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let head = try await client.request("HEAD", path)
            #expect(head.body.isEmpty)
            #expect(head.status == (path == "/nothing" ? 404 : 200))
            guard path != "/api/v1/feed" else { return }
            let get = try await client.request("GET", path)
            #expect(head.headers["content-length"] == get.headers["content-length"])
            #expect(head.headers["content-type"] == get.headers["content-type"])
        }
        #expect(household.feed.figures.subscribers == 0)
    }

    @Test(
        "A wrong method is told apart from a wrong address, with the methods there are",
        arguments: [
            ("DELETE", "/api/v1/alerts", 405, "GET, HEAD"), ("PUT", "/api/v1/alerts/alert-000001/resolve", 405, "POST"),
            ("PATCH", "/api/v1/chat/helga", 405, "GET, HEAD, POST"), ("GET", "/api/v1/session", 405, "DELETE, POST"),
            ("OPTIONS", "/", 405, "GET, HEAD"), ("GET", "/api/v2/alerts", 404, nil),
            ("GET", "/api/v1/alerts/a/b", 404, nil),
            ("DELETE", "/nothing", 404, nil),
        ]
    )
    func methods(method: String, path: String, status: Int, allowed: String?) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request(method, path)
            #expect(answer.status == status)
            #expect(answer.headers["allow"] == allowed)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(try answer.json()["status"] == .integer(Int64(status)))
        }
    }

    @Test("A port that is taken ends the second server with an error")
    func takenPort() async throws {
        try await withConsole { client in
            let configuration = try ConsoleConfiguration(port: client.port)
            await #expect(throws: (any Error).self) {
                try await withConsole(configuration: configuration) { _ in }
            }
        }
    }

    @Test("A connection serves one request after another")
    func keptAlive() async throws {
        try await withConsole(.example()) { client in
            let first = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let last = "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let answers = try await client.raw(first + first + last)
            #expect(answers.status == 200)
            #expect(answers.text.components(separatedBy: "HTTP/1.1 ").count == 3)
            #expect(answers.text.contains("HTTP/1.1 404 Not Found"))
        }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
