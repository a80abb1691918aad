import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("Switching cameras over MQTT")
struct CameraSwitchTests {
    @Test("A switch tells its new state once it was applied", arguments: CameraSwitch.allCases)
    func echo(_ name: CameraSwitch) throws {
        var timeline = try AnnouncerTimeline()
        if name == .motion { try timeline.send("caretaker/bedroom/detect/set", "OFF") }
        let topic = "bedroom/\(name.rawValue)"
        #expect(timeline.value("\(topic)/state") == (name.isOnAtFirst ? "ON" : "OFF"))
        let other = name.isOnAtFirst ? "OFF" : "ON"
        let request = try timeline.announcer.request(topic: "caretaker/\(topic)/set", payload: Array(other.utf8))
        #expect(request == .command(.set(name, camera: "bedroom", isOn: !name.isOnAtFirst)))
        timeline.advance(to: 5)
        #expect(timeline.value("\(topic)/state") == (name.isOnAtFirst ? "ON" : "OFF"))
        try timeline.send("caretaker/\(topic)/set", other)
        #expect(timeline.value("\(topic)/state") == other)
        #expect(timeline.value("living-room/\(name.rawValue)/state") == (name.isOnAtFirst ? "ON" : "OFF"))
    }

    @Test(
        "What makes no sense is refused, with the reason",
        arguments: [
            ("caretaker/kitchen/detect/set", "ON", "there is no camera 'kitchen'."),
            ("caretaker/bedroom/birdseye/set", "ON", "'birdseye' cannot be switched; choose from enabled, detect,"),
            ("caretaker/bedroom/detect/set", "on", "'on' is neither ON nor OFF."),
            ("caretaker/bedroom/detect/set", "", "'' is neither ON nor OFF."),
            ("caretaker/profile/set", "party", "there is no profile 'party'; choose from home, away, night."),
            ("caretaker/bedroom/notifications/suspend", "-1", "'-1' is not a number of minutes from 0 to 10080."),
            ("caretaker/bedroom/notifications/suspend", "99999999999999999999", "is not a number of minutes"),
            ("caretaker//detect/set", "ON", "there is no camera ''."),
        ]
    )
    func refusals(_ topic: String, _ payload: String, _ reason: String) throws {
        let timeline = try AnnouncerTimeline()
        do {
            _ = try timeline.announcer.request(topic: topic, payload: Array(payload.utf8))
            Issue.record("\(topic) was accepted")
        } catch {
            #expect(error.code == "command_refused")
            #expect(error.description.contains(reason) && error.description.contains(topic))
        }
    }

    @Test("Commands that the broker had kept are refused, and topics of others are none of ours")
    func others() throws {
        let announcer = try AnnouncerTimeline().announcer
        #expect(throws: FrameAnalysisError.self) {
            try announcer.request(topic: "caretaker/bedroom/enabled/set", payload: Array("OFF".utf8), isRetained: true)
        }
        for topic in ["", "caretaker", "caretaker/", "caretakers/bedroom/detect/set", "caretaker/bedroom/detect/state"]
        {
            #expect(try announcer.request(topic: topic, payload: Array("ON".utf8)) == nil)
        }
        #expect(try announcer.request(topic: "homeassistant/status", payload: Array("online".utf8)) == .announceAll)
        #expect(try announcer.request(topic: "homeassistant/status", payload: Array("offline".utf8)) == nil)
    }

    @Test("Random payloads on our topics never do harm")
    func randomBytes() throws {
        let announcer = try AnnouncerTimeline().announcer
        var random = SplitMix(seed: 7)
        for _ in 0..<2_000 {
            let payload = (0..<Int.random(in: 0...200, using: &random))
                .map { _ in UInt8.random(in: 0...255, using: &random) }
            for topic in [
                "caretaker/bedroom/detect/set", "caretaker/profile/set", "caretaker/bedroom/notifications/suspend",
            ] {
                do throws(FrameAnalysisError) {
                    let request = try announcer.request(topic: topic, payload: payload)
                    if topic.hasSuffix("suspend") { continue }
                    #expect(request == nil)
                } catch {
                    #expect(error.code == "command_refused")
                }
            }
        }
    }

    @Test("Motion cannot be turned off while people are looked for, and comes back with them")
    func motionNeedsDetect() throws {
        var timeline = try AnnouncerTimeline()
        #expect(throws: FrameAnalysisError.self) { try timeline.send("caretaker/bedroom/motion/set", "OFF") }
        #expect(timeline.value("bedroom/motion/state") == "ON")
        try timeline.send("caretaker/bedroom/detect/set", "OFF")
        try timeline.send("caretaker/bedroom/motion/set", "OFF")
        #expect(timeline.value("bedroom/motion/state") == "OFF")
        try timeline.send("caretaker/bedroom/detect/set", "ON")
        #expect(timeline.value("bedroom/motion/state") == "ON")
    }

    @Test("A camera that is switched off is disabled, forgets whom it saw and takes note of nothing")
    func disabled() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.motion, at: 1)
        timeline.see(.fall, at: 2, people: 1, zones: ["bed": 1], track: 1)
        timeline.advance(to: 5)
        try timeline.send("caretaker/bedroom/enabled/set", "OFF")
        timeline.see(.motion, at: 6)
        timeline.see(.person, at: 6, people: 3)
        timeline.advance(to: 10)
        let values = ["status/detect", "motion", "person", "fall", "review_status"]
            .map { timeline.value("bedroom/\($0)") }
        #expect(values == ["disabled", "OFF", "0", "OFF", "NONE"])
        #expect(timeline.value("bed/person") == "0")
        try timeline.send("caretaker/bedroom/enabled/set", "ON")
        #expect(timeline.value("bedroom/status/detect") == "online")
    }

    @Test("A camera that went silent while it was switched off is offline when it is switched on")
    func offlineWhileDisabled() throws {
        var timeline = try AnnouncerTimeline()
        timeline.see(.cameraOnline, at: 1)
        try timeline.send("caretaker/bedroom/enabled/set", "OFF")
        timeline.see(.cameraOffline, at: 40)
        #expect(timeline.value("bedroom/status/detect") == "disabled")
        try timeline.send("caretaker/bedroom/enabled/set", "ON")
        #expect(timeline.value("bedroom/status/detect") == "offline")
    }

    @Test("Without looking for people movement is still reported")
    func detectOff() throws {
        var timeline = try AnnouncerTimeline()
        try timeline.send("caretaker/bedroom/detect/set", "OFF")
        timeline.see(.person, at: 2, people: 1)
        timeline.see(.motion, at: 2)
        #expect(timeline.value("bedroom/person") == "0")
        #expect(timeline.value("bedroom/motion") == "ON")
    }

    @Test("A suspension tells its end, and zero when it is over")
    func suspension() throws {
        var timeline = try AnnouncerTimeline()
        #expect(timeline.value("bedroom/notifications/suspended") == "0")
        timeline.advance(to: 10)
        try timeline.send("caretaker/bedroom/notifications/suspend", "5")
        #expect(timeline.value("bedroom/notifications/suspended") == "1772442310")
        #expect(!timeline.announcer.state.switches.notifies("bedroom", at: timeline.now))
        #expect(timeline.announcer.state.switches.notifies("living-room", at: timeline.now))
        timeline.advance(to: 309)
        #expect(timeline.value("bedroom/notifications/suspended") == "1772442310")
        timeline.advance(to: 310)
        #expect(timeline.value("bedroom/notifications/suspended") == "0")
        #expect(timeline.announcer.state.switches.notifies("bedroom", at: timeline.now))
    }

    @Test("A profile holds until another does, switches what it names, and survives a restart")
    func profiles() throws {
        var settings = try AnnouncementSettings()
        settings.profiles[0].switches = ["bedroom": [.enabled: false, .snapshots: true]]
        settings.profiles[1].switches = ["bedroom": [.enabled: true]]
        var timeline = try AnnouncerTimeline(settings: settings)
        #expect(timeline.value("profile/state") == "home")
        try timeline.send("caretaker/profile/set", "home")
        #expect(timeline.value("bedroom/enabled/state") == "OFF")
        try timeline.send("caretaker/profile/set", "away")
        #expect(timeline.value("profile/state") == "away")
        #expect(timeline.value("bedroom/enabled/state") == "ON")
        #expect(timeline.value("bedroom/snapshots/state") == "ON")
        let stored = try JSONEncoder().encode(timeline.announcer.state)
        let state = try JSONDecoder().decode(CameraAnnouncer.State.self, from: stored)
        let again = try AnnouncerTimeline(settings: settings, state: state)
        #expect(again.retained == timeline.retained)
    }

    @Test("The switches of cameras that are gone are forgotten")
    func goneCameras() throws {
        var timeline = try AnnouncerTimeline()
        try timeline.send("caretaker/living-room/enabled/set", "OFF")
        timeline.tell(.cameras([AnnouncerTimeline.cameras[0]]), at: 1)
        timeline.tell(.cameras(AnnouncerTimeline.cameras), at: 2)
        #expect(timeline.value("living-room/enabled/state") == "ON")
    }
}
