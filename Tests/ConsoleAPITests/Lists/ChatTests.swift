import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Conversations over HTTP")
struct ChatTests {
    @Test("What a person writes is handed in with person, channel and time, and the replies come back")
    func say() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let answer = try await client.request("POST", "/api/v1/chat/helga", body: #"{"text":"I am fine ☕"}"#)
            #expect(answer.status == 200)
            guard case .array(let replies)? = try answer.json()["replies"] else {
                Issue.record("no replies")
                return
            }
            #expect(replies.map { $0["text"] } == [.string("You said: I am fine ☕")])
            #expect(replies.map { $0["at"] } == [.string("2026-03-02T09:00:00.000Z")])
            #expect(replies.map { $0["number"] } == [.integer(4)])
        }
        let expected = Utterance(person: "helga", channel: "webchat", text: "I am fine ☕", receivedAt: .example)
        #expect(household.state.utterances == [expected])
    }

    @Test("A conversation is read from a number on, piece by piece")
    func read() async throws {
        try await withConsole(.example()) { client in
            let all = try await client.request("GET", "/api/v1/chat/helga").json()
            #expect(all["last"] == .integer(2))
            guard case .array(let messages)? = all["messages"] else {
                Issue.record("no messages")
                return
            }
            #expect(messages.map { $0["text"] } == [.string("hello"), .string("Hello Helga.")])
            #expect(messages.map { $0["speaker"] } == [.string("person"), .string("assistant")])
            let first = try await client.request("GET", "/api/v1/chat/helga?limit=1").json()
            #expect(first["last"] == .integer(1))
            let rest = try await client.request("GET", "/api/v1/chat/helga?after=2").json()
            #expect(rest == JSONValue(object: ["messages": .array([]), "last": .integer(2)]))
        }
    }

    @Test(
        "Text that is empty, too long or not text is refused",
        arguments: [
            #"{"text":""}"#, #"{"text":" \n "}"#, #"{"text":"\#(String(repeating: "x", count: 1_025))"}"#,
            #"{"text":["x"]}"#, #"{"words":"x"}"#,
        ]
    )
    func badText(body: String) async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let answer = try await client.request("POST", "/api/v1/chat/helga", body: body)
            #expect(answer.status == 400)
        }
        #expect(household.state.utterances.isEmpty)
    }

    @Test("Somebody unknown can neither read nor write")
    func unknown() async throws {
        try await withConsole(.example()) { client in
            let read = try await client.request("GET", "/api/v1/chat/nobody")
            #expect(read.status == 404)
            let written = try await client.request("POST", "/api/v1/chat/nobody", body: #"{"text":"x"}"#)
            #expect(written.status == 404)
        }
    }

    @Test("Everybody who is known is listed in the given order")
    func people() async throws {
        try await withConsole(.example()) { client in
            let document = try await client.request("GET", "/api/v1/people").json()
            let people = [("helga", "Helga", false), ("martin", "Martin", true)]
                .map { id, name, seesPictures in
                    JSONValue(object: ["id": .string(id), "name": .string(name), "seesPictures": .bool(seesPictures)])
                }
            #expect(document == JSONValue(object: ["people": .array(people)]))
        }
    }
}
