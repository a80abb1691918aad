import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Rules over HTTP")
struct RuleTests {
    @Test("A rule is created, replaced, turned off and on, and removed")
    func life() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let path = "/api/v1/rules/dark"
            let created = try await client.request("PUT", path, body: #"{"sql":"SELECT * FROM 'a'"}"#)
            #expect(created.status == 201)
            #expect(try created.json()["rule"]?["id"] == .string("dark"))
            #expect(try created.json()["source"] == .string("api"))
            let replaced = try await client.request("PUT", path, body: #"{"id":"dark","sql":"SELECT a FROM 'a'"}"#)
            #expect(replaced.status == 200)
            let off = try await client.request("PUT", path + "/enabled", body: #"{"on":false}"#)
            #expect(try off.json()["rule"]?["enabled"] == .bool(false))
            #expect(try off.json()["rule"]?["sql"] == .string("SELECT a FROM 'a'"))
            let read = try await client.request("GET", path).json()
            #expect(read == (try off.json()))
            #expect(try await client.request("DELETE", path).status == 204)
            #expect(try await client.request("GET", path).status == 404)
        }
        #expect(household.state.rules.count == 2)
    }

    @Test("A statement is tried on a message")
    func trial() async throws {
        try await withConsole(.example()) { client in
            let body = #"{"sql":"SELECT * FROM 'a'","topic":"a","payload":{"x":1}}"#
            let answer = try await client.request("POST", "/api/v1/rules/test", body: body)
            #expect(answer.status == 200)
            #expect(try answer.json()["result"] == (try JSONParser.parse(#"{"x":1}"#)))
        }
    }

    @Test(
        "What has a fault changes nothing, and the answer says what it is",
        arguments: [
            ("PUT", "/api/v1/rules/new", #"{"sql":"x"}"#, 400, "line 1, column 1"),
            ("PUT", "/api/v1/rules/new", #"{"id":"other","sql":"SELECT * FROM 'a'"}"#, 400, "in the path"),
            ("PUT", "/api/v1/rules/new", "[]", 400, "object"),
            ("PUT", "/api/v1/rules/b%20d", #"{"sql":"SELECT * FROM 'a'"}"#, 400, "no name"),
            ("PUT", "/api/v1/rules/bright", #"{"sql":"SELECT * FROM 'a'"}"#, 409, "settings file"),
            ("PUT", "/api/v1/rules/bright/enabled", #"{"on":false}"#, 409, "settings file"),
            ("PUT", "/api/v1/rules/none/enabled", #"{"on":false}"#, 404, "does not exist"),
            ("POST", "/api/v1/rules/test", #"{"sql":"x","topic":"a","payload":1}"#, 400, "line 1"),
            ("POST", "/api/v1/rules/test", #"{"sql":"SELECT * FROM 'a'","topic":"a"}"#, 400, "payload"),
        ]
    )
    func refused(method: String, path: String, body: String, status: Int, words: String) async throws {
        let household = FakeHousehold.example()
        let before = household.state.rules
        try await withConsole(household) { client in
            let answer = try await client.request(method, path, body: body)
            #expect(answer.status == status)
            #expect(try answer.json()["detail"]?.stringValue?.contains(words) == true)
        }
        #expect(household.state.rules == before)
    }
}
