import ConsoleAPI
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Cameras over HTTP")
struct CameraTests {
    @Test("Cameras are listed with what they see")
    func list() async throws {
        try await withConsole(.example()) { client in
            let document = try await client.request("GET", "/api/v1/cameras").json()
            guard case .array(let cameras)? = document["cameras"], let camera = cameras.first else {
                Issue.record("no cameras")
                return
            }
            #expect(cameras.count == 1)
            #expect(camera["sight"] == .string("online") && camera["people"] == .integer(1))
            #expect(camera["zones"] == .array([try JSONParser.parse(#"{"id":"bed","kind":"bed","people":1}"#)]))
            #expect(camera["switches"]?["detect"] == .bool(true))
        }
    }

    @Test(
        "A still shows skeletons and annotations unless told otherwise, and is never kept",
        arguments: [
            ("", 1, 1), ("?annotated=0", 1, 0), ("?variant=picture", 2, 1), ("?variant=skeleton&annotated=1", 1, 1),
        ] as [(String, UInt8, UInt8)]
    )
    func still(query: String, variant: UInt8, annotated: UInt8) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/cameras/bedroom/still\(query)")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "image/jpeg")
            #expect(answer.headers["cache-control"] == "no-store")
            #expect(answer.body == [0xFF, 0xD8, variant, annotated])
        }
    }

    @Test("Who may not see pictures may still see skeletons")
    func notPermitted() async throws {
        let household = FakeHousehold.example()
        household.update { $0.showsPictures = false }
        try await withConsole(household) { client in
            let refused = try await client.request("GET", "/api/v1/cameras/bedroom/still?variant=picture")
            #expect(refused.status == 403)
            #expect(try refused.json()["detail"] == .string("Pictures are not permitted here."))
            #expect(try await client.request("GET", "/api/v1/cameras/bedroom/still").status == 200)
            household.update { $0.stills = [:] }
            #expect(try await client.request("GET", "/api/v1/cameras/bedroom/still").status == 404)
        }
    }

    @Test("A switch is turned, and the answer is the camera afterwards")
    func turn() async throws {
        let household = FakeHousehold.example()
        try await withConsole(household) { client in
            let path = "/api/v1/cameras/bedroom/switches/enabled"
            let answer = try await client.request("PUT", path, body: #"{"on":false}"#)
            #expect(answer.status == 200)
            #expect(try answer.json()["switches"]?["enabled"] == .bool(false))
        }
        #expect(household.state.cameras.first?.switches["enabled"] == false)
    }

    @Test(
        "What makes no sense changes nothing",
        arguments: [
            ("PUT", "/api/v1/cameras/bedroom/switches/enabled", #"{"on":"OFF"}"#, 400),
            ("PUT", "/api/v1/cameras/bedroom/switches/enabled", #"{}"#, 400),
            ("PUT", "/api/v1/cameras/bedroom/switches/enabled", #"{"on":false,"why":1}"#, 400),
            ("PUT", "/api/v1/cameras/bedroom/switches/birdseye", #"{"on":false}"#, 404),
            ("PUT", "/api/v1/cameras/kitchen/switches/enabled", #"{"on":false}"#, 404),
            ("PUT", "/api/v1/cameras/b%20d/switches/enabled", #"{"on":false}"#, 400),
            ("PUT", "/api/v1/cameras/bedroom/switches/motion", #"{"on":false}"#, 409),
            ("POST", "/api/v1/cameras/bedroom/switches/enabled", #"{"on":false}"#, 405),
            ("PUT", "/api/v1/profile", #"{"profile":"party"}"#, 400),
            ("PUT", "/api/v1/profile", #"{"profile":7}"#, 400),
        ]
    )
    func refused(method: String, path: String, body: String, status: Int) async throws {
        let household = FakeHousehold.example()
        let before = household.state.cameras
        try await withConsole(household) { client in
            let answer = try await client.request(method, path, body: body)
            #expect(answer.status == status)
            #expect(try answer.json()["detail"]?.stringValue?.isEmpty == false)
        }
        #expect(household.state.cameras == before && household.state.profiles.current == "home")
    }

    @Test(
        "A still with parameters that are not known is refused",
        arguments: ["annotated=2", "variant=naked", "size=1"]
    )
    func badStill(query: String) async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/cameras/bedroom/still?\(query)")
            #expect(answer.status == 400)
        }
    }

    @Test("A profile is chosen, but not by another site's page nor by a form")
    func profile() async throws {
        try await withConsole(.example()) { client in
            let body = #"{"profile":"night"}"#
            let foreign = ["Origin": "http://evil.example"]
            #expect(try await client.request("PUT", "/api/v1/profile", headers: foreign, body: body).status == 403)
            let form = ["Content-Type": "text/plain"]
            #expect(try await client.request("PUT", "/api/v1/profile", headers: form, body: body).status == 415)
            #expect(try await client.request("GET", "/api/v1/profile").json()["profile"] == .string("home"))
            let answer = try await client.request("PUT", "/api/v1/profile", body: body)
            #expect(try answer.json() == JSONParser.parse(#"{"profile":"night","profiles":["home","away","night"]}"#))
        }
    }

    @Test("Without cameras there is an empty list")
    func none() async throws {
        #expect(await NoCameras().cameras().isEmpty)
        await #expect(throws: CommandFailure.self) { try await NoCameras().choose(profile: "home") }
        await #expect(throws: CommandFailure.self) { try await NoCameras().turn("enabled", of: "a", isOn: true) }
    }

    @Test("Clips and traces are served as what they are, clips piece by piece")
    func clips() async throws {
        try await withConsole(.example()) { client in
            let part = try await client.request("GET", "/api/v1/evidence/fall-1.mp4", headers: ["Range": "bytes=10-19"])
            #expect(part.status == 206)
            #expect(part.headers["content-type"] == "video/mp4")
            #expect(part.headers["content-range"] == "bytes 10-19/100")
            #expect(part.body == Array(110..<120))
            let trace = try await client.request("GET", "/api/v1/evidence/fall-1.json")
            #expect(trace.headers["content-type"] == "application/json")
            #expect(try await client.request("GET", "/api/v1/evidence/notes.txt").status == 404)
        }
    }
}
