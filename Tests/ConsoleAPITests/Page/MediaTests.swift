import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Pictures and sound over HTTP")
struct MediaTests {
    @Test("A picture is served as what it is")
    func picture() async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/evidence/fall-1.jpg")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "image/jpeg")
            #expect(answer.headers["cache-control"] == "private, max-age=3600")
            #expect(answer.body == Array(0..<100))
        }
    }

    @Test("What is said about an alert is served as a WAV file")
    func sound() async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/alerts/alert-000001/speech.wav")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "audio/wav")
            #expect(answer.text == "RIFF....WAVEfmt ")
        }
    }

    @Test("Without a voice there is no sound, and that is said")
    func silence() async throws {
        let household = FakeHousehold.example()
        household.update { $0.speech = nil }
        try await withConsole(household) { client in
            let answer = try await client.request("GET", "/api/v1/alerts/alert-000001/speech.wav")
            #expect(answer.status == 404)
            let missing = try await client.request("GET", "/api/v1/alerts/alert-000009/speech.wav")
            #expect(missing.status == 404)
        }
    }

    @Test(
        "A range gives just these bytes; one that makes no sense gives everything",
        arguments: [
            ("bytes=0-9", 206, 0, 10, "bytes 0-9/100"), ("bytes=90-", 206, 90, 100, "bytes 90-99/100"),
            ("bytes=-5", 206, 95, 100, "bytes 95-99/100"), ("bytes=50-5000", 206, 50, 100, "bytes 50-99/100"),
            ("bytes=-5000", 206, 0, 100, "bytes 0-99/100"), ("bytes=0-0", 206, 0, 1, "bytes 0-0/100"),
            ("bytes=0-1,5-6", 200, 0, 100, nil), ("lines=0-1", 200, 0, 100, nil), ("bytes=9-1", 200, 0, 100, nil),
            ("bytes=-", 200, 0, 100, nil), ("bytes=x-y", 200, 0, 100, nil), ("bytes=+1-2", 200, 0, 100, nil),
            ("bytes=99999999999999999999-", 200, 0, 100, nil),
            ("bytes=0-9223372036854775807", 206, 0, 100, "bytes 0-99/100"),
        ] as [(String, Int, Int, Int, String?)]
    )
    func ranges(header: String, status: Int, first: Int, end: Int, told: String?) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/evidence/fall-1.jpg", headers: ["Range": header])
            #expect(answer.status == status)
            #expect(answer.headers["content-range"] == told)
            #expect(answer.body == (first..<end).map { UInt8($0) })
        }
    }

    @Test("A range outside is refused with the size there is", arguments: ["bytes=100-", "bytes=-0", "bytes=500-600"])
    func outside(header: String) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/evidence/fall-1.jpg", headers: ["Range": header])
            #expect(answer.status == 416)
            #expect(answer.headers["content-range"] == "bytes */100")
        }
    }
}
