import Foundation
import FrameAnalysis
import MonitoringModel
import MonitoringTestKit
import Testing

/// A camera's watch and its deadlines, driven second by second; the state goes through storage at every step.
private struct WatchTimeline {
    static let start = Instant(millisecondsSinceEpoch: 1_772_442_000_000)

    private let settings: CameraWatchSettings
    private var stored: Data
    private var deadlines: [Deadline.ID: Instant] = [:]
    private(set) var log: [String] = []

    init(stillness: Duration? = .seconds(60)) throws {
        var settings = CameraWatchSettings(room: "bedroom")
        settings.personName = "Anna"
        settings.stillnessLimit = stillness
        self.settings = settings
        stored = try JSONEncoder().encode(CameraWatch.State())
    }

    mutating func see(_ kind: Observation.Kind, at second: Int) throws {
        try advance(to: second)
        let now = Self.start + .seconds(second)
        let observation = Observation(camera: "bedroom", kind: kind, observedAt: now, confidence: 0.9, why: "test")
        try step(now) { $0.handle(observation, at: now) }
    }

    mutating func see(_ kind: Observation.Kind, from first: Int, through last: Int, every period: Int) throws {
        for second in stride(from: first, through: last, by: period) { try see(kind, at: second) }
    }

    mutating func advance(to second: Int) throws {
        let end = Self.start + .seconds(second)
        while let (id, due) = deadlines.min(by: { $0.value < $1.value }), due <= end {
            deadlines[id] = nil
            try step(due) { $0.handle(Deadline(id: id, dueAt: due), at: due) }
        }
    }

    private mutating func step(_ now: Instant, _ body: (inout CameraWatch) -> [Effect]) throws {
        let state = try JSONDecoder().decode(CameraWatch.State.self, from: stored)
        var watch = CameraWatch(camera: "bedroom", settings: settings, state: state)
        for effect in body(&watch) {
            switch effect {
            case .schedule(let deadline): deadlines[deadline.id] = deadline.dueAt
            case .cancel(let id): deadlines[id] = nil
            case .report(let report):
                let seconds = (now - Self.start).inSeconds
                log.append("\(Int(seconds)) \(report.kind) \(report.state.rawValue)")
            case .publish: log.append("unexpected publication")
            }
        }
        stored = try JSONEncoder().encode(watch.state)
    }
}

@Suite("The watch over a camera")
struct CameraWatchTests {
    @Test("Stillness is reported exactly its limit after the last movement, and movement ends it")
    func stillnessIsExact() throws {
        var timeline = try WatchTimeline()
        try timeline.see(.person, at: 0)
        try timeline.see(.motion, from: 1, through: 17, every: 1)
        try timeline.see(.person, from: 20, through: 100, every: 5)
        try timeline.see(.motion, at: 103)
        #expect(timeline.log == ["77 stillness active", "103 stillness cleared"])
    }

    @Test("A person who keeps moving is never still")
    func movementPreventsStillness() throws {
        var timeline = try WatchTimeline()
        try timeline.see(.person, at: 0)
        for second in stride(from: 1, through: 600, by: 1) {
            try timeline.see(second % 5 == 0 ? .person : .motion, at: second)
        }
        #expect(timeline.log.isEmpty)
    }

    @Test("A camera that tells nothing never counts as stillness; counting begins anew when it tells again")
    func silentCameraIsNotStillness() throws {
        var timeline = try WatchTimeline()
        try timeline.see(.person, at: 0)
        try timeline.see(.motion, at: 10)
        try timeline.see(.person, at: 15)
        try timeline.advance(to: 300)
        #expect(timeline.log.isEmpty)
        try timeline.see(.person, from: 300, through: 370, every: 5)
        #expect(timeline.log == ["360 stillness active"])
    }

    @Test("An empty room is not stillness")
    func emptyRoomIsNotStillness() throws {
        var timeline = try WatchTimeline()
        try timeline.see(.person, at: 0)
        try timeline.see(.empty, at: 20)
        try timeline.advance(to: 500)
        #expect(timeline.log.isEmpty)
    }

    @Test("A dark picture is the camera's trouble after its grace, not stillness, and ends with the light")
    func darknessIsTheCamerasTrouble() throws {
        var timeline = try WatchTimeline()
        try timeline.see(.person, at: 0)
        try timeline.see(.cameraDark, at: 5)
        try timeline.advance(to: 200)
        try timeline.see(.cameraOnline, at: 200)
        #expect(
            timeline.log == ["65 camera_trouble active", "200 camera_trouble cleared", "200 camera_trouble cleared"]
        )
    }

    @Test("A fall is told once confirmed, not when suspected, and ends when the person is up")
    func fallHasBothEdges() throws {
        var timeline = try WatchTimeline(stillness: nil)
        try timeline.see(.person, at: 0)
        try timeline.see(.fallSuspected, at: 3)
        try timeline.see(.fall, at: 4)
        try timeline.see(.onFloor, at: 14)
        try timeline.see(.recovered, at: 44)
        try timeline.see(.recovered, at: 50)
        #expect(timeline.log == ["4 fall active", "14 fall active", "44 fall cleared"])
    }
}
