import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Acknowledging and resolving over HTTP")
struct ActionTests {
    @Test("Acknowledging hands in who did it and why, and answers with the alert afterwards")
    func acknowledge() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let body = #"{"by":" Martin ","note":"I am on my way"}"#
            let answer = try await client.request("POST", "/api/v1/alerts/alert-000001/acknowledge", body: body)
            #expect(answer.status == 200)
            let document = try answer.json()
            #expect(document["state"] == .string("acknowledged"))
            #expect(document["acknowledgedBy"] == .string("Martin"))
            #expect(document["acknowledgedAt"] == .string("2026-03-02T09:00:00.000Z"))
        }
        #expect(
            household.state.commands
                == [.acknowledgeAlert("alert-000001", by: "Martin", note: "I am on my way")]
        )
    }

    @Test("Resolving needs no note, and a second time is a conflict")
    func resolve() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let path = "/api/v1/alerts/alert-000001/resolve"
            let first = try await client.request("POST", path, body: #"{"by":"Martin"}"#)
            #expect(first.status == 200)
            #expect(try first.json()["state"] == .string("resolved"))
            let second = try await client.request("POST", path, body: #"{"by":"Martin"}"#)
            #expect(second.status == 409)
            #expect(try second.json()["detail"] == .string("alert-000001 is over already."))
        }
        #expect(household.state.commands == [.resolveAlert("alert-000001", by: "Martin", note: nil)])
    }

    @Test("Calling an alert false ends it and marks it")
    func reject() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let path = "/api/v1/alerts/alert-000001/reject"
            let answer = try await client.request("POST", path, body: #"{"by":"Martin","note":"the cat"}"#)
            #expect(answer.status == 200)
            #expect(try answer.json()["state"] == .string("resolved"))
            #expect(try answer.json()["falseAlarm"] == .bool(true))
        }
        #expect(household.state.commands == [.rejectAlert("alert-000001", by: "Martin", note: "the cat")])
    }

    @Test(
        "A body that is not as described is refused and nothing is changed",
        arguments: [
            "", "{", "[]", "null", "{}", #"{"by":""}"#, #"{"by":"  "}"#, #"{"by":7}"#, #"{"by":null}"#,
            #"{"by":"Martin","note":7}"#, #"{"by":"Martin","colour":"red"}"#, #"{"by":"Mar\u0000tin"}"#,
            #"{"by":"\#(String(repeating: "a", count: 65))"}"#,
            #"{"by":"Martin","note":"\#(String(repeating: "a", count: 501))"}"#, #"{"by":"Martin"} x"#,
        ]
    )
    func badBody(body: String) async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let answer = try await client.request("POST", "/api/v1/alerts/alert-000001/acknowledge", body: body)
            #expect(answer.status == 400)
            #expect(try answer.json()["detail"]?.stringValue?.isEmpty == false)
        }
        #expect(household.state.commands.isEmpty)
    }

    @Test("A store that fails is told as unavailable without its details")
    func failure() async throws {
        struct Secret: Error {}
        let household = FakeHousehold.example()
        household.update { $0.failure = Secret() }
        try await withConsole(household) { client in
            let answer = try await client.request("GET", "/api/v1/alerts")
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "5")
            #expect(!answer.text.contains("Secret"))
        }
    }

    @Test("What the gateway says about being unavailable reaches the caller")
    func unavailable() async throws {
        let household = FakeHousehold.example()
        household.update { $0.failure = CommandFailure.unavailable("The disk is full: free some space.") }
        try await withConsole(household) { client in
            let path = "/api/v1/alerts/alert-000001/resolve"
            let answer = try await client.request("POST", path, body: #"{"by":"Martin"}"#)
            #expect(answer.status == 503)
            #expect(try answer.json()["detail"] == .string("The disk is full: free some space."))
        }
    }
}
