import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Metric alarms over HTTP")
struct AlarmDocumentTests {
    @Test("An alarm is created, replaced, set by hand and removed")
    func life() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let path = "/api/v1/alarms/dark"
            let created = try await client.request("PUT", path, body: #"{"threshold":5}"#)
            #expect(created.status == 201)
            #expect(try created.json()["alarm"]?["id"] == .string("dark"))
            let replaced = try await client.request("PUT", path, body: #"{"id":"dark","threshold":6}"#)
            #expect(replaced.status == 200)
            let set = try await client.request("POST", path + "/state", body: #"{"state":"ALARM","reason":"a drill"}"#)
            #expect(try set.json()["state"] == .string("ALARM"))
            #expect(try set.json()["setByHand"] == .bool(true))
            #expect(try await client.request("GET", path).json() == (try set.json()))
            #expect(try await client.request("DELETE", path).status == 204)
            #expect(try await client.request("GET", path).status == 404)
        }
        #expect(household.state.alarmDocuments.count == 2)
    }

    @Test(
        "What has a fault changes nothing, and the answer says what it is",
        arguments: [
            ("PUT", "/api/v1/alarms/new", "{}", 400, "threshold"),
            ("PUT", "/api/v1/alarms/new", #"{"id":"other","threshold":1}"#, 400, "in the path"),
            ("PUT", "/api/v1/alarms/b%20d", #"{"threshold":1}"#, 400, "no name"),
            ("PUT", "/api/v1/alarms/bright", #"{"threshold":1}"#, 409, "settings file"),
            ("POST", "/api/v1/alarms/bright/state", #"{"state":"LOUD","reason":"x"}"#, 400, "no state"),
            ("POST", "/api/v1/alarms/bright/state", #"{"state":"OK"}"#, 400, "reason"),
            ("POST", "/api/v1/alarms/none/state", #"{"state":"OK","reason":"x"}"#, 404, "does not exist"),
        ]
    )
    func refused(method: String, path: String, body: String, status: Int, words: String) async throws {
        let household = FakeHousehold.example()
        let before = household.state.alarmDocuments
        try await withConsole(household) { client in
            let answer = try await client.request(method, path, body: body)
            #expect(answer.status == status)
            #expect(try answer.json()["detail"]?.stringValue?.contains(words) == true)
        }
        #expect(household.state.alarmDocuments == before)
    }
}
