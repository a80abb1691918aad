import Alerting
import ChatAssistant
import ConsoleAPI
import FieldService
import MonitoringModel
import MonitoringTestKit

extension ConditionReport {
    /// A fall in the bedroom, varied as a test needs.
    static func example(
        _ fingerprint: String = "fall/bedroom",
        kind: AlertKind = .fall,
        severity: Severity = .critical,
        subject: Subject = Subject(camera: "bedroom", person: "helga"),
        summary: String = "Helga fell in the bedroom",
        at observedAt: Instant = .example,
        evidence: [EvidenceID] = []
    ) -> ConditionReport {
        ConditionReport(
            fingerprint: fingerprint,
            kind: kind,
            state: .active,
            severity: severity,
            subject: subject,
            summary: summary,
            details: ["why": "test"],
            observedAt: observedAt,
            evidence: evidence
        )
    }
}

extension Instant {
    /// 2026-03-02T09:00:00Z, a Monday.
    static var example: Instant { Instant(millisecondsSinceEpoch: 1_772_442_000_000) }
}

extension FakeHousehold {
    /// A household with one alert, one visit, two people, a picture and a short conversation.
    static func example() -> FakeHousehold {
        let household = FakeHousehold()
        household.update { state in
            state.people = [
                KnownPerson(id: "helga", name: "Helga"), KnownPerson(id: "martin", name: "Martin", seesPictures: true),
            ]
            state.pictures["fall-1.jpg"] = EvidencePicture(bytes: Array(0..<100), contentType: "image/jpeg")
            state.pictures["notes.txt"] = EvidencePicture(bytes: [1], contentType: "text/html")
            state.pictures["fall-1.mp4"] = EvidencePicture(bytes: Array(100..<200), contentType: "video/mp4")
            state.pictures["fall-1.json"] = EvidencePicture(bytes: Array("{}".utf8), contentType: "application/json")
            state.stills = [.skeleton: [0xFF, 0xD8, 1], .picture: [0xFF, 0xD8, 2]]
            var camera = CameraOverview(
                id: "bedroom",
                room: "bedroom",
                source: "rtsp",
                framesPerSecond: 5,
                sight: .online
            )
            camera.people = 1
            camera.posture = .sitting
            camera.zones = [CameraOverview.Zone(id: "bed", kind: "bed", people: 1)]
            camera.switches = ["enabled": true, "detect": true, "motion": true]
            state.cameras = [camera]
            state.rules = ["bright", "kept"]
                .map { name in
                    let document: JSONValue = .object([
                        .init(name: "id", value: .string(name)),
                        .init(name: "sql", value: .string("SELECT * FROM 'a'")),
                    ])
                    return RuleOverview(document: document, isKept: name == "kept", counters: ["matched": 1])
                }
            state.alarmDocuments = ["bright", "kept"]
                .map { name in
                    let document = JSONValue(object: ["id": .string(name), "threshold": .integer(7)])
                    return AlarmOverview(
                        document: document,
                        isKept: name == "kept",
                        state: "OK",
                        since: .example,
                        reason: "calm"
                    )
                }
            state.tables["lux"] = (1...3)
                .map { number in
                    JSONValue(object: [
                        "key": .string("bench"), "range": .string("\(number)"),
                        "observedAt": .string(Instant.example.description),
                        "columns": JSONValue(object: ["lux": .integer(Int64(number))]),
                    ])
                }
            state.queues["work"] = [
                TakenMessage(receipt: "r1", body: Array(#"{"lux":1}"#.utf8), enqueuedAt: .example, receives: 1),
                TakenMessage(receipt: "r2", body: [0xFF], enqueuedAt: .example, receives: 2),
            ]
            state.destinations = [
                DestinationOverview(id: nil, url: "http://settings", state: "ENABLED"),
                DestinationOverview(id: "hook", url: "http://hook", state: "IN_PROGRESS", changedAt: .example),
            ]
            let request = VisitRequest(
                customer: "martin",
                site: "birch-lane-7",
                skill: "cable",
                reason: "Weak signal",
                timeZone: "Europe/Berlin"
            )
            let window = ServiceWindow(technician: "amira", start: .example, end: .example + .seconds(3_600))
            state.visits = [Visit(number: 1, request: request, window: window, now: .example)]
        }
        household.raise(.example(evidence: ["fall-1.jpg"]))
        for (speaker, text) in [(ChatMessage.Speaker.person, "hello"), (.assistant, "Hello Helga.")] {
            household.add(
                ChatMessage(person: "helga", speaker: speaker, channel: "webchat", text: text, at: .example)
            )
        }
        return household
    }
}
