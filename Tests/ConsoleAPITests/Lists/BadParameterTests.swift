import MonitoringModel
import Testing

@Suite("Parameters that are not permitted")
struct BadParameterTests {
    @Test(
        "A bad parameter is refused with its name and what to give instead",
        arguments: [
            ("/api/v1/alerts?colour=red", "colour"), ("/api/v1/alerts?kind=Fall", "kind"),
            ("/api/v1/alerts?severity=huge", "severity"), ("/api/v1/alerts?state=open", "state"),
            ("/api/v1/alerts?state=", "state"), ("/api/v1/alerts?device=a/b", "device"),
            ("/api/v1/alerts?camera=%00", "camera"), ("/api/v1/alerts?person=%F0%9F%99%82", "person"),
            ("/api/v1/alerts?from=yesterday", "from"), ("/api/v1/alerts?to=2026-02-30T00:00:00Z", "to"),
            ("/api/v1/alerts?limit=0", "limit"), ("/api/v1/alerts?limit=501", "limit"),
            ("/api/v1/alerts?limit=99999999999999999999", "limit"), ("/api/v1/alerts?limit=-1", "limit"),
            ("/api/v1/alerts?cursor=v5", "cursor"), ("/api/v1/alerts?cursor=a-5", "cursor"),
            ("/api/v1/alerts?cursor=azzzzzzzzzzzzzzzzzz", "cursor"), ("/api/v1/alerts?cursor=a05", "cursor"),
            ("/api/v1/alerts?limit=1&limit=2", "limit"), ("/api/v1/visits?cursor=a5", "cursor"),
            ("/api/v1/visits?state=firing", "state"), ("/api/v1/visits?kind=fall", "kind"),
            ("/api/v1/chat/helga?after=-1", "after"), ("/api/v1/chat/helga?after=x", "after"),
            ("/api/v1/chat/helga?limit=1000", "limit"), ("/api/v1/status?verbose=1", "verbose"),
            ("/?x=1", "x"), ("/api/v1/alerts/alert-000001?token=secret", "token"),
        ]
    )
    func refused(path: String, name: String) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", path)
            #expect(answer.status == 400)
            #expect(answer.headers["content-type"] == "application/problem+json")
            let problem = try answer.json()
            #expect(problem["status"] == .integer(400))
            #expect(problem["title"] == .string("Bad Request"))
            #expect(problem["detail"]?.stringValue?.contains("'\(name)'") == true)
        }
    }

    @Test("Parameters without a name are passed over", arguments: ["?", "?&", "?limit=5&"])
    func empty(query: String) async throws {
        try await withConsole { client in
            let answer = try await client.request("GET", "/api/v1/alerts" + query)
            #expect(answer.status == 200)
        }
    }
}
