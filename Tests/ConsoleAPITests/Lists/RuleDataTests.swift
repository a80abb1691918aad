import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("What rules write, over HTTP")
struct RuleDataTests {
    @Test("Rows come in pages, and a table is removed")
    func tables() async throws {
        try await withConsole(.example()) { client in
            let first = try await client.request("GET", "/api/v1/tables/lux/rows?limit=2").json()
            #expect(first["next"] == .string("2"))
            let second = try await client.request("GET", "/api/v1/tables/lux/rows?limit=2&cursor=2").json()
            #expect(second["next"] == .null)
            guard case .array(let rows)? = second["rows"] else {
                Issue.record("no rows")
                return
            }
            #expect(rows.map { $0["columns"]?["lux"] } == [.integer(3)])
            #expect(try await client.request("DELETE", "/api/v1/tables/lux").status == 204)
            #expect(try await client.request("GET", "/api/v1/tables/lux/rows").status == 404)
        }
    }

    @Test("Messages are taken and removed; what is no JSON comes in base64")
    func queues() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let body = #"{"limit":5,"visibilitySeconds":60}"#
            let taken = try await client.request("POST", "/api/v1/queues/work/messages", body: body).json()
            guard case .array(let messages)? = taken["messages"] else {
                Issue.record("no messages")
                return
            }
            #expect(messages.map { $0["body"]?["lux"] } == [.integer(1), nil])
            #expect(messages.map { $0["base64"] } == [.null, .string("/w==")])
            #expect(try await client.request("DELETE", "/api/v1/queues/work/messages/r1").status == 204)
            #expect(try await client.request("DELETE", "/api/v1/queues/work/messages/r1").status == 404)
        }
        #expect(household.state.queues["work"]?.map(\.receipt) == ["r2"])
    }

    @Test("A web service is added, confirmed, switched and forgotten; no token is ever shown")
    func destinations() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let added = try await client.request("POST", "/api/v1/destinations", body: #"{"url":"http://new"}"#)
            #expect(added.status == 201)
            let confirmed = try await client.request(
                "POST",
                "/api/v1/destinations/confirm",
                body: #"{"token":"right"}"#
            )
            #expect(try confirmed.json()["state"] == .string("ENABLED"))
            let path = "/api/v1/destinations/hook"
            #expect(try await client.request("PUT", path + "/state", body: #"{"on":false}"#).status == 200)
            #expect(try await client.request("DELETE", path).status == 204)
        }
        #expect(household.state.destinations.map(\.url) == ["http://settings", "http://new"])
    }

    @Test(
        "What has a fault changes nothing, and the answer says what it is",
        arguments: [
            ("GET", "/api/v1/tables/lux/rows?limit=0", "", 400, "limit"),
            ("GET", "/api/v1/tables/lux/rows?from=yesterday", "", 400, "from"),
            ("GET", "/api/v1/tables/lux/rows?cursor=x", "", 400, "cursor"),
            ("GET", "/api/v1/tables/l%20x/rows", "", 400, "no name"),
            ("POST", "/api/v1/queues/work/messages", #"{"limit":0}"#, 400, "limit"),
            ("POST", "/api/v1/queues/work/messages", #"{"limit":"1"}"#, 400, "limit"),
            ("POST", "/api/v1/queues/work/messages", #"{"visibilitySeconds":99999}"#, 400, "visibilitySeconds"),
            ("POST", "/api/v1/destinations", #"{"url":"ftp"}"#, 400, "no address"),
            ("POST", "/api/v1/destinations/confirm", #"{"token":"wrong"}"#, 400, "token"),
        ]
    )
    func refused(method: String, path: String, body: String, status: Int, words: String) async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let answer = try await client.request(method, path, body: body.isEmpty ? nil : body)
            #expect(answer.status == status)
            #expect(try answer.json()["detail"]?.stringValue?.contains(words) == true)
        }
        #expect(household.state.destinations.count == 2)
    }
}
