import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

@Suite("The watch over a camera")
struct CameraWatchTests {
    private func timeline() -> PresenceTimeline {
        var settings = CameraWatchSettings(room: "bedroom")
        settings.personName = "Anna"
        return PresenceTimeline(cameras: ["bedroom": settings])
    }

    @Test("A fall is told once confirmed, not when suspected, and ends when the person is up")
    func fallHasBothEdges() throws {
        var timeline = timeline()
        try timeline.see(.person, at: 0)
        try timeline.see(.fallSuspected, at: 3)
        try timeline.see(.fall, at: 4)
        try timeline.see(.fall, at: 4)
        try timeline.see(.onFloor, at: 14)
        try timeline.see(.recovered, at: 44)
        try timeline.see(.recovered, at: 50)
        #expect(timeline.log == ["4 fall active", "14 fall active", "44 fall cleared"])
        #expect(timeline.lines.map(\.report.severity).prefix(2) == [.critical, .critical])
        #expect(timeline.lines[0].report.summary == "Anna fell in the bedroom.")
        #expect(timeline.lines[1].report.details["still_down_after_10_s"] != nil)
        #expect(timeline.lines[2].report.summary == "Anna got up after 40 s.")
    }

    @Test("Whoever gets up beside somebody who lies there ends nothing")
    func othersDown() throws {
        var timeline = timeline()
        try timeline.see(.fall, at: 0)
        try timeline.see(.fall, at: 20)
        try timeline.see(.recovered, at: 30) { $0.hasOthersDown = true }
        try timeline.see(.onFloor, at: 60)
        try timeline.see(.recovered, at: 90)
        #expect(timeline.log.last == "90 fall cleared")
        #expect(timeline.log.filter { $0.hasSuffix("cleared") }.count == 1)
        #expect(timeline.log.contains("60 fall active"))
    }

    @Test("Company lowers the severity of a fall and is said, until the person has been down for long")
    func companyLowersSeverity() throws {
        var timeline = timeline()
        try timeline.see(.fall, at: 0) { $0.hasCompany = true }
        for second in [10.0, 60, 300] { try timeline.see(.onFloor, at: second) { $0.hasCompany = true } }
        #expect(timeline.lines.map(\.report.severity) == [.major, .major, .major, .critical])
        #expect(timeline.lines[0].report.summary == "Anna fell in the bedroom, but is not alone.")
    }

    @Test("When company leaves somebody who lies there, the alert becomes critical")
    func companyLeaves() throws {
        var timeline = timeline()
        try timeline.see(.fall, at: 0) { $0.hasCompany = true }
        try timeline.see(.onFloor, at: 10)
        #expect(timeline.lines.map(\.report.severity) == [.major, .critical])
    }

    @Test("Somebody who is found on the floor is told in other words, and more urgently as time passes")
    func foundOnTheFloor() throws {
        var timeline = timeline()
        for second in [0.0, 10, 60, 300] { try timeline.see(.onFloor, at: second) }
        try timeline.see(.recovered, at: 400)
        #expect(timeline.lines.map(\.report.severity).prefix(4) == [.major, .major, .critical, .critical])
        #expect(timeline.lines[0].report.summary == "Anna lies on the floor in the bedroom.")
        #expect(timeline.lines.last?.report.summary == "Anna got up after 6 min 40 s.")
    }

    @Test("Word of a fall that comes after word of getting up is too late")
    func lateFallIsIgnored() throws {
        var timeline = timeline()
        try timeline.see(.fall, at: 0)
        try timeline.see(.recovered, at: 40)
        try timeline.see(.onFloor, at: 30, arriving: 41)
        #expect(timeline.log == ["0 fall active", "40 fall cleared"])
    }

    @Test("A second fall long after one that nobody was seen to get up from is an alert of its own")
    func furtherFallIsAnAlertOfItsOwn() throws {
        var timeline = timeline()
        try timeline.see(.fall, at: 0)
        try timeline.see(.fall, at: 5)
        try timeline.see(.fall, at: 3_600)
        #expect(timeline.log == ["0 fall active", "3600 fall cleared", "3600 fall active"])
    }

    @Test(
        "A camera that sees nothing is told after its grace, again after an hour and a day, and when it sees again",
        arguments: [
            (Observation.Kind.cameraDark, "sees nothing", 60), (.cameraCovered, "is covered", 60),
            (.cameraFrozen, "has shown the same picture", 60), (.cameraMoved, "has looked elsewhere than before", 60),
            (.cameraOffline, "sends nothing", 0),
        ]
    )
    func blindnessHasGraceRemindersAndBothEdges(kind: Observation.Kind, words: String, grace: Int) throws {
        var timeline = timeline()
        try timeline.see(.person, at: 0)
        try timeline.see(kind, at: 5)
        try timeline.see(kind, at: 20)
        try timeline.advance(to: 200_000)
        try timeline.see(.cameraOnline, at: 200_000)
        try timeline.see(.cameraOnline, at: 200_001)
        #expect(
            timeline.log == [
                "\(5 + grace) camera_trouble active", "3605 camera_trouble active", "86405 camera_trouble active",
                "200000 camera_trouble cleared",
            ]
        )
        #expect(timeline.lines.map(\.report.severity) == [.warning, .major, .critical, .critical])
        #expect(timeline.lines[0].report.summary.hasSuffix(" \(words)."))
        #expect(timeline.lines[1].report.summary.hasSuffix(" \(words) for 1 hour."))
        #expect(timeline.lines[3].report.summary == "The camera in the bedroom sees again after 2 d 7 h.")
        #expect(Set(timeline.lines.map(\.report.fingerprint)).count == 1)
        #expect(timeline.deadlines.isEmpty)
    }

    @Test("A camera that is dark only for its grace is no trouble, however often")
    func shortDarknessIsNoTrouble() throws {
        var timeline = timeline()
        for second in stride(from: 0.0, to: 300, by: 2) {
            try timeline.see(.cameraDark, at: second)
            try timeline.see(.cameraOnline, at: second + 1)
        }
        try timeline.advance(to: 1_000)
        #expect(timeline.log.isEmpty)
        #expect(timeline.mostDeadlines == 1)
    }

    @Test("What the first release stored is read: its fall goes on, and the troubles it raised end")
    func firstReleaseIsCarriedOver() throws {
        let stored = """
            {"personSeenAt":1772441990000,"stillSince":1772441000000,"heardAt":1772441995000,"isStill":true,\
            "isBlind":true,"darkSince":1772441900000,"hasFall":true,"fellAt":1772441960000}
            """
        let state = try JSONDecoder().decode(CameraWatch.State.self, from: Data(stored.utf8))
        var watch = CameraWatch(camera: "bedroom", settings: CameraWatchSettings(room: "bedroom"), state: state)
        #expect(watch.stillnessOfFirstRelease?.fingerprint == "stillness/bedroom")
        let now = PresenceTimeline.start
        func see(_ kind: Observation.Kind) -> [ConditionReport] {
            watch.handle(
                Observation(camera: "bedroom", kind: kind, observedAt: now, confidence: 1, why: "test"),
                at: now
            )
            .compactMap { if case .report(let report) = $0 { report } else { nil } }
        }
        #expect(see(.cameraOnline).map(\.fingerprint) == ["dark/bedroom", "offline/bedroom"])
        #expect(see(.cameraOnline).isEmpty)
        #expect(see(.recovered).map(\.summary) == ["Somebody got up after 40 s."])
    }
}
