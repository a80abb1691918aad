import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("What is announced of cameras")
struct CameraAnnouncerTests {
    @Test("Motion turns on with the first movement and off exactly half a minute after the last")
    func motion() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.motion, at: 1)
        timeline.see(.motion, at: 2)
        timeline.see(.motion, at: 10.5)
        timeline.advance(to: 100)
        #expect(timeline.log(of: "bedroom/motion").first == "1 caretaker/bedroom/motion ON")
        #expect(timeline.log(of: "bedroom/motion")[1] == "40.5 caretaker/bedroom/motion OFF")
    }

    @Test("The count of people follows what is seen, and returns to zero when nothing more is heard")
    func people() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, at: 1, people: 2)
        timeline.see(.person, at: 6, people: 1)
        timeline.see(.person, at: 11, people: 1)
        timeline.advance(to: 60)
        #expect(
            timeline.log(of: "bedroom/person") == [
                "1 caretaker/bedroom/person 2", "6 caretaker/bedroom/person 1", "41 caretaker/bedroom/person 0",
            ]
        )
    }

    @Test("People are active for ten seconds after a movement")
    func active() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.motion, at: 1)
        timeline.see(.person, at: 2, people: 1)
        timeline.see(.person, at: 7, people: 1)
        timeline.see(.person, at: 12, people: 1)
        #expect(
            timeline.log(of: "bedroom/person/active") == [
                "2 caretaker/bedroom/person/active 1", "11 caretaker/bedroom/person/active 0",
            ]
        )
    }

    @Test("A zone that two cameras see counts the people before both")
    func zones() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, at: 1, people: 2, zones: ["door": 1, "bed": 1])
        timeline.see(.person, "living-room", at: 2, people: 2, zones: ["door": 2])
        #expect(timeline.value("door/person") == "3")
        #expect(timeline.value("bed/person") == "1")
        timeline.see(.empty, at: 3)
        #expect(timeline.value("door/person") == "2")
        #expect(timeline.value("bed/person") == "0")
    }

    @Test("A fall turns on at once and off with the recovery")
    func fall() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, at: 1, people: 1, posture: .upright)
        timeline.see(.fallSuspected, at: 5, track: 1)
        #expect(timeline.value("bedroom/fall") == "OFF")
        timeline.see(.fall, at: 6, posture: .lyingOnFloor, track: 1)
        #expect(timeline.log(of: "bedroom/fall") == ["6 caretaker/bedroom/fall ON"])
        #expect(timeline.value("bedroom/review_status") == "ALERT")
        #expect(timeline.value("bedroom/posture") == "lying_on_floor")
        timeline.see(.recovered, at: 46, posture: .upright, track: 1)
        #expect(timeline.value("bedroom/fall") == "OFF")
        #expect(timeline.value("bedroom/review_status") == "DETECTION")
    }

    @Test("The fall stays on while somebody else is still on the floor")
    func othersDown() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.fall, at: 6, posture: .lyingOnFloor, track: 1)
        timeline.see(.recovered, at: 20, posture: .upright, track: 2, hasOthersDown: true)
        #expect(timeline.value("bedroom/fall") == "ON")
        timeline.see(.recovered, at: 46, posture: .upright, track: 1)
        #expect(timeline.value("bedroom/fall") == "OFF")
    }

    @Test("Somebody who fell out of view stays fallen until up again or until the alert is closed")
    func fallEndsWithAlert() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.fall, at: 6, track: 1)
        timeline.tell(.alert(AnnouncedAlert(id: "a1", camera: "bedroom", kind: .fall, isOpen: true)), at: 6)
        timeline.see(.empty, at: 20)
        timeline.advance(to: 600)
        #expect(timeline.value("bedroom/fall") == "ON")
        #expect(timeline.value("bedroom/person") == "0")
        timeline.tell(.alert(AnnouncedAlert(id: "a1", camera: "bedroom", kind: .fall, isOpen: false)), at: 700)
        #expect(timeline.value("bedroom/fall") == "OFF")
        #expect(timeline.value("bedroom/review_status") == "NONE")
    }

    @Test("After a restart an open alert about a fall turns the fall on again; an alert about the camera does not")
    func alertsAfterRestart() throws {
        var timeline = try AnnouncerTimeline()
        timeline.tell(.alert(AnnouncedAlert(id: "a1", camera: "bedroom", kind: .cameraTrouble, isOpen: true)), at: 1)
        #expect(timeline.value("bedroom/review_status") == "NONE")
        timeline.tell(.alert(AnnouncedAlert(id: "a2", camera: "bedroom", kind: .fall, isOpen: true)), at: 1)
        #expect(timeline.value("bedroom/fall") == "ON")
        timeline.see(.recovered, at: 2)
        timeline.tell(.alert(AnnouncedAlert(id: "a2", camera: "bedroom", kind: .fall, isOpen: true)), at: 3)
        #expect(timeline.value("bedroom/fall") == "OFF")
    }

    @Test(
        "A camera that sees nothing is offline and says why",
        arguments: [
            (Observation.Kind.cameraDark, "dark"), (.cameraCovered, "covered"), (.cameraFrozen, "frozen"),
            (.cameraOffline, "offline"),
        ]
    )
    func troubles(_ kind: Observation.Kind, _ name: String) throws {
        var timeline = try AnnouncerTimeline()
        #expect(timeline.value("bedroom/status/detect") == "offline")
        timeline.see(.cameraOnline, at: 1)
        #expect(timeline.value("bedroom/status/detect") == "online")
        #expect(timeline.value("bedroom/trouble") == "ok")
        timeline.see(.motion, at: 2)
        timeline.see(kind, at: 3)
        #expect(timeline.value("bedroom/status/detect") == "offline")
        #expect(timeline.value("bedroom/trouble") == name)
        #expect(timeline.value("bedroom/motion") == "OFF")
        timeline.see(.cameraOnline, at: 4)
        #expect(timeline.value("bedroom/status/detect") == "online")
    }

    @Test("A camera that was moved still sees, and says that it was moved")
    func moved() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.cameraMoved, at: 1)
        #expect(timeline.value("bedroom/status/detect") == "online")
        #expect(timeline.value("bedroom/trouble") == "moved")
    }

    @Test("A value that flickers is told at most once a second, and the last one wins")
    func bounds() throws {
        var timeline = try AnnouncerTimeline()
        for step in 0..<100 {
            timeline.see(.person, at: 1 + Double(step) / 10, people: 1, posture: step % 2 == 0 ? .sitting : .bending)
        }
        timeline.advance(to: 15)
        #expect((10...12).contains(timeline.log(of: "bedroom/posture").count))
        #expect(timeline.value("bedroom/posture") == "bending")
    }

    @Test("Nothing is told twice, but what expires is told again each minute while the camera sees")
    func refresh() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.cameraOnline, at: 1)
        timeline.forget()
        timeline.advance(to: 181)
        #expect(timeline.log(of: "bedroom/fall").count == 3)
        #expect(timeline.log(of: "bedroom/status/detect").isEmpty)
        #expect(timeline.log(of: "living-room/fall").isEmpty)
        timeline.see(.cameraOffline, at: 182)
        timeline.forget()
        timeline.advance(to: 400)
        #expect(timeline.log.isEmpty)
    }

    @Test("After a reconnection everything is told again, and a second time the same")
    func announceAll() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.motion, at: 1)
        timeline.see(.person, at: 2, people: 1, zones: ["bed": 1], posture: .sitting)
        timeline.advance(to: 4)
        let before = timeline.retained
        timeline.forget()
        timeline.announceAll()
        #expect(timeline.log.first == "4 caretaker/available online")
        #expect(Set(timeline.messages.map(\.message.topic)) == Set(before.keys))
        #expect(timeline.retained == before)
    }

    @Test("Snapshots are published only if chosen, not retained, bounded in size and rate, newest first")
    func snapshots() throws {
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0]
        var timeline = try AnnouncerTimeline()
        timeline.tell(.snapshot("bedroom", jpeg: jpeg), at: 1)
        #expect(timeline.messages.isEmpty)
        try timeline.send("caretaker/bedroom/snapshots/set", "ON")
        timeline.forget()
        timeline.tell(.snapshot("bedroom", jpeg: jpeg + [1]), at: 2)
        timeline.tell(.snapshot("bedroom", jpeg: jpeg + [2]), at: 2.5)
        timeline.tell(.snapshot("bedroom", jpeg: jpeg + [3]), at: 3)
        timeline.tell(.snapshot("bedroom", jpeg: [0x89, 0x50]), at: 3)
        let filling = [UInt8](repeating: 0, count: AnnouncementSettings.maximumSnapshotBytes)
        timeline.tell(.snapshot("bedroom", jpeg: jpeg + filling), at: 3)
        timeline.advance(to: 10)
        let told = timeline.messages.filter { $0.message.topic == "caretaker/bedroom/person/snapshot" }
        #expect(told.map(\.message.payload) == [jpeg + [1], jpeg + [3]])
        #expect(told.map { ($0.at - AnnouncerTimeline.start).inSeconds } == [2, 4])
        #expect(told.allSatisfy { !$0.message.retain && $0.message.contentType == "image/jpeg" })
        #expect(timeline.announcer.drops == ["snapshots_off": 1, "snapshot_no_jpeg": 1, "snapshot_too_large": 1])
    }

    @Test("A camera that goes takes its topics along, also when it went while nothing ran")
    func removal() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.person, "living-room", at: 1, people: 1, zones: ["sofa": 1])
        let stored = try JSONEncoder().encode(timeline.announcer.state)
        let all = Set(timeline.retained.keys)
        timeline.tell(.cameras([AnnouncerTimeline.cameras[0]]), at: 2)
        let left = timeline.retained.keys.filter { $0.contains("living-room") || $0.contains("living--room") }
        #expect(left.isEmpty)
        #expect(!timeline.retained.keys.contains { $0.contains("sofa") })
        #expect(timeline.value("door/person") == "0")
        #expect(timeline.log(of: "events").last?.contains("\"type\":\"end\"") == true)

        let state = try JSONDecoder().decode(CameraAnnouncer.State.self, from: stored)
        var restarted = CameraAnnouncer(
            settings: try AnnouncementSettings(),
            cameras: [AnnouncerTimeline.cameras[0]],
            state: state
        )
        let emptied = Set(restarted.announceAll(at: timeline.now).filter(\.payload.isEmpty).map(\.topic))
        let gone = all.subtracting(timeline.retained.keys)
        #expect(emptied == gone.union(["caretaker/living-room/last_movement"]))
        timeline.tell(.cameras(AnnouncerTimeline.cameras), at: 3)
        #expect(Set(timeline.retained.keys) == all)
    }

    @Test("Another prefix, or discovery turned off, takes back all that was told under the old one")
    func otherPrefix() throws {
        let first = try AnnouncerTimeline()
        let settings = try AnnouncementSettings(prefix: "frigate", discoveryPrefix: nil)
        var second = CameraAnnouncer(
            settings: settings,
            cameras: AnnouncerTimeline.cameras,
            state: first.announcer.state
        )
        let messages = second.announceAll(at: first.now)
        let emptied = Set(messages.filter(\.payload.isEmpty).map(\.topic))
        let neverTold = ["caretaker/bedroom/last_movement", "caretaker/living-room/last_movement"]
        #expect(emptied == Set(first.retained.keys).union(neverTold))
        #expect(messages.filter { !$0.payload.isEmpty }.allSatisfy { $0.topic.hasPrefix("frigate/") })
    }

    @Test("What cannot be announced is named")
    func unannounced() throws {
        let many = (0..<70).map { AnnouncedCamera(id: CameraID("c\($0)") ?? "c", name: "c", zones: ["c1"]) }
        let announcer = CameraAnnouncer(settings: try AnnouncementSettings(), cameras: many)
        #expect(announcer.unannounced.contains("camera c64: there are more than 64"))
        #expect(announcer.unannounced.contains("zone c1 of camera c0: a camera has the same name"))
    }

    @Test("Whoever asks learns what all cameras see")
    func activity() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.motion, at: 1)
        timeline.see(.person, at: 1, people: 1, zones: ["bed": 1], track: 4)
        let request = try timeline.announcer.request(topic: "caretaker/onConnect", payload: [])
        #expect(request == .activity)
        let answer = timeline.announcer.activity(at: timeline.now)
        let document = try JSONParser.parse(answer.payload)
        #expect(answer.topic == "caretaker/camera_activity" && !answer.retain)
        #expect(document["bedroom"]?["motion"] == .bool(true))
        #expect(document["bedroom"]?["config"]?["snapshots"] == .bool(false))
        guard case .array(let objects) = document["bedroom"]?["objects"] else {
            Issue.record("no objects")
            return
        }
        #expect(objects.first?["current_zones"] == .array([.string("bed")]))
        #expect(document["living-room"]?["objects"] == .array([]))
    }

    @Test("Figures are rates since the last time")
    func statistics() throws {
        var before = CameraStatus(camera: "bedroom")
        before.frames = 100
        before.analysisSeconds = 1
        var now = before
        now.frames = 150
        now.dropped = 10
        now.networkRuns = 20
        now.analysisSeconds = 1.5
        now.lastFrameAt = AnnouncerTimeline.start
        let figures = CameraStatistics(
            [now],
            since: [before],
            elapsed: .seconds(10),
            uptime: .seconds(99),
            version: "1"
        )
        let camera = figures.document["cameras"]?["bedroom"]
        #expect(camera?["process_fps"]?.doubleValue == 5)
        #expect(camera?["camera_fps"]?.doubleValue == 6)
        #expect(camera?["skipped_fps"]?.doubleValue == 1)
        #expect(camera?["detection_fps"]?.doubleValue == 2)
        #expect(camera?["analysis_ms"]?.doubleValue == 10)
        var timeline = try AnnouncerTimeline()
        timeline.tell(.statistics(figures.document), at: 1)
        #expect(timeline.messages.first?.message.topic == "caretaker/stats")
        let huge = JSONValue.array((0..<20_000).map { .string("figure \($0)") })
        timeline.tell(.statistics(huge), at: 2)
        #expect(timeline.messages.count == 1 && timeline.announcer.drops["statistics_too_large"] == 1)
    }
}
