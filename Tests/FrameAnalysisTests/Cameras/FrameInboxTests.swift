import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("Frames that wait")
struct FrameInboxTests {
    private let start = Instant(millisecondsSinceEpoch: 1_772_442_000_000)

    private func put(_ camera: CameraID, at milliseconds: Int, into inbox: FrameInbox) {
        inbox.put(
            .encoded([UInt8(truncatingIfNeeded: milliseconds / 1_000)]),
            of: camera,
            claimed: nil,
            receivedAt: start + .milliseconds(milliseconds)
        )
    }

    @Test("The newest frame waits and those it replaced are counted as dropped")
    func newestWaits() throws {
        let inbox = FrameInbox()
        for second in 0..<4 { put("hall", at: second * 1_000, into: inbox) }
        #expect(inbox.counts["hall"] == .init(dropped: 3, skipped: 0))
        #expect(try #require(inbox.take()).receivedAt == start + .seconds(3))
        #expect(inbox.take() == nil)
    }

    @Test("Cameras take turns however many frames one of them sends")
    func camerasTakeTurns() {
        let inbox = FrameInbox()
        for second in 0..<50 {
            put("fast", at: second * 1_000, into: inbox)
            if second == 10 { put("slow", at: second * 1_000, into: inbox) }
        }
        #expect([inbox.take()?.camera, inbox.take()?.camera] == ["fast", "slow"])
    }

    @Test(
        "Frames that come too early are skipped, which is not a drop",
        arguments: [(1.0, 10), (5.0, 50), (30.0, 300)]
    )
    func earlyFramesAreSkipped(rate: Double, expected: Int) {
        let inbox = FrameInbox(rates: ["hall": rate])
        var taken = 0
        for index in 0..<600 {
            put("hall", at: index * 1_000 / 60, into: inbox)
            if inbox.take() != nil { taken += 1 }
        }
        #expect(abs(taken - expected) <= expected / 10)
        #expect(inbox.counts["hall"] == .init(dropped: 0, skipped: 600 - taken))
    }

    @Test("A camera of just the permitted rate loses nothing to jitter")
    func jitterLosesNothing() {
        let inbox = FrameInbox(rates: ["hall": 5])
        var random = SeededRandom(7)
        for index in 0..<200 { put("hall", at: index * 200 + Int.random(in: 0...40, using: &random), into: inbox) }
        #expect(inbox.counts["hall"]?.skipped == 0)
    }

    @Test("A camera without settings has place until there are too many, known ones always")
    func camerasAreBounded() throws {
        let inbox = FrameInbox(rates: ["known": 5])
        for index in 0..<100 { put(try #require(CameraID("camera-\(index)")), at: 0, into: inbox) }
        put("known", at: 0, into: inbox)
        #expect(inbox.counts.count == FrameInbox.maximumCameras)
        #expect(inbox.refused == 100 - FrameInbox.maximumCameras + 1)
        #expect(inbox.counts["known"] == .init())
    }
}
