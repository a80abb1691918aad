import Alerting
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Listing alerts over HTTP")
struct AlertListTests {
    @Test(
        "Each filter passes only what it names",
        arguments: [
            ("kind=fall", ["alert-000003", "alert-000001"]), ("severity=warning", ["alert-000002"]),
            ("state=resolved", ["alert-000003"]), ("state=firing", ["alert-000002", "alert-000001"]),
            ("device=modem", ["alert-000002"]), ("camera=hall", ["alert-000003"]), ("person=helga", ["alert-000001"]),
            ("from=2026-03-02T09:01:00Z", ["alert-000003", "alert-000002"]),
            ("to=2026-03-02T10:01:00%2B01:00", ["alert-000001"]),
            ("from=2026-03-02T09:01:00Z&to=2026-03-02T09:02:00Z", ["alert-000002"]),
            ("kind=fall&state=firing", ["alert-000001"]), ("person=nobody", []), ("limit=1", ["alert-000003"]),
            ("", ["alert-000003", "alert-000002", "alert-000001"]),
        ]
    )
    func filters(query: String, expected: [String]) async throws {
        let household = FakeHousehold()
        household.raise(.example())
        let modem = Subject(device: "modem")
        household.raise(
            .example("m", kind: .deviceFault, severity: .warning, subject: modem, at: .example + .seconds(60))
        )
        let last = household.raise(.example("h", subject: Subject(camera: "hall"), at: .example + .seconds(120)))
        _ = try await household.submit(.resolveAlert(last.id, by: "Martin", note: nil))
        try await withConsole(household) { client in
            let answer = try await client.request("GET", "/api/v1/alerts" + (query.isEmpty ? "" : "?" + query))
            #expect(answer.status == 200)
            #expect(try Self.ids(answer) == expected)
        }
    }

    @Test("Paging through a thousand alerts misses and repeats none, though more are raised meanwhile")
    func paging() async throws {
        let household = FakeHousehold()
        for index in 0..<1_000 { household.raise(.example("f\(index)")) }
        try await withConsole(household) { client in
            var seen: [String] = []
            var path: String? = "/api/v1/alerts?limit=37"
            while let next = path {
                let answer = try await client.request("GET", next)
                seen += try Self.ids(answer)
                path = try answer.json()["next"]?.stringValue.map { "/api/v1/alerts?limit=37&cursor=\($0)" }
                household.raise(.example("new\(seen.count)"))
            }
            #expect(seen == (1...1_000).reversed().map { Alert.id(number: $0).rawValue })
        }
    }

    @Test("An alert is told with its history, its pictures and where to hear it")
    func detail() async throws {
        try await withConsole(.example()) { client in
            let answer = try await client.request("GET", "/api/v1/alerts/alert-000001")
            #expect(answer.status == 200)
            let document = try answer.json()
            #expect(document["summary"] == .string("Helga fell in the bedroom"))
            #expect(document["startedAt"] == .string("2026-03-02T09:00:00.000Z"))
            #expect(document["evidence"] == .array([.string("/api/v1/evidence/fall-1.jpg")]))
            #expect(document["speech"] == .string("/api/v1/alerts/alert-000001/speech.wav"))
            #expect(document["acknowledgedAt"] == .null)
            let entry = JSONValue(object: [
                "at": .string("2026-03-02T09:00:00.000Z"), "event": .string("fired"),
                "text": .string("Helga fell in the bedroom"), "actor": .null,
            ])
            #expect(document["timeline"] == .array([entry]))
        }
    }

    static func ids(_ answer: HTTPAnswer) throws -> [String] {
        guard case .array(let alerts)? = try answer.json()["alerts"] else { return ["no list"] }
        return alerts.compactMap { $0["id"]?.stringValue }
    }
}
