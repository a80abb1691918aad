import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("People who are followed twice")
struct FollowedTwiceTests {
    private typealias Body = BodyTimeline.Body

    private static let view = ZoneMap([], width: 640, height: 480)

    private func sighting(_ track: Int, _ body: Body, x: Double = 0, score: Double = 0.6) -> PersonTracker.Sighting {
        var pose = body.pose(noise: { 0 }, score: score)
        for index in pose.keypoints.indices { pose.keypoints[index].x += x }
        return PersonTracker.Sighting(track: track, pose: pose)
    }

    private func at(_ step: Int) -> Instant { Instant(millisecondsSinceEpoch: Int64(1_000_000 + 200 * step)) }

    /// What is told when a track that has been at a place goes down from there and is lost, while another is at a place of its own.
    private func told(otherAt x: Double, alternating: Bool) -> [FallSignal.Kind] {
        var falls = FallDetector()
        var told: [FallSignal.Kind] = []
        func look(_ sightings: [PersonTracker.Sighting], _ step: Int) {
            told += falls.handle(sightings, in: Self.view, at: at(step), picture: (640, 480)).map(\.kind)
        }
        for step in 0..<20 {
            let pair = [sighting(0, .sitting), sighting(1, .sitting, x: x)]
            look(alternating ? [pair[step % 2]] : pair, step)
        }
        for step in 20..<60 {
            // The one that goes down is seen in every third picture only.
            let isSeen = step % 3 == 2
            look([sighting(1, .sitting, x: x)] + (isSeen ? [sighting(0, .lying)] : []), step)
        }
        return told
    }

    @Test("Whoever still sits where another track came down from was followed twice, and nobody has fallen")
    func turns() {
        #expect(told(otherAt: 0, alternating: true).isEmpty)
    }

    @Test("Beside somebody who sits elsewhere a fall is told", arguments: [true, false])
    func beside(alternating: Bool) {
        #expect(told(otherAt: 250, alternating: alternating).first == .suspected)
    }

    @Test("Whoever goes from where two tracks took turns is nobody, though the other is seen as well")
    func elsewhere() {
        var twice = FollowedTwice()
        for step in 0..<8 { _ = twice.take([sighting(step % 2, .sitting)], at: at(step)) }
        let apart = [sighting(1, .sitting), sighting(0, .lying, x: 120)]
        #expect(twice.take(apart, at: at(8)) == [0])
        #expect(twice.take(apart, at: at(24)).isEmpty)
    }

    @Test("Somebody behind a person who falls, seen only then, does not make that one nobody")
    func behind() {
        var twice = FollowedTwice()
        for step in 0..<8 { _ = twice.take([sighting(0, .standing)], at: at(step)) }
        for step in 8..<16 {
            #expect(twice.take([sighting(1, .standing), sighting(0, .lying)], at: at(step)).isEmpty)
        }
    }

    @Test("Two who cross are two, and so are two who are both seen")
    func crossing() {
        var twice = FollowedTwice()
        for step in 0..<10 {
            let moving = sighting(0, .standing, x: Double(40 * step))
            // The other is hidden while both are at the same place.
            let other = step == 5 ? [] : [sighting(1, .standing, x: 200)]
            #expect(twice.take([moving] + other, at: at(step)).isEmpty)
        }
    }

    @Test(
        "Who was where another is now is forgotten after three seconds, and told once",
        arguments: [(1, true), (16, false)]
    )
    func memory(pause: Int, isTold: Bool) {
        var twice = FollowedTwice()
        _ = twice.take([sighting(1, .sitting)], at: at(0))
        _ = twice.take([sighting(0, .sitting)], at: at(1))
        _ = twice.take([sighting(1, .sitting, score: 0.2)], at: at(pause + 1))
        #expect(twice.take([sighting(1, .sitting)], at: at(pause + 2)).contains(0) == isTold)
        #expect(twice.take([sighting(1, .sitting)], at: at(pause + 3)).isEmpty)
    }

    @Test("Whoever began in another's place, hardly seen, and gave it back is nobody", arguments: [true, false])
    func stoodIn(isSeenElsewhere: Bool) {
        var twice = FollowedTwice()
        for step in 0..<4 { #expect(twice.take([sighting(0, .sitting)], at: at(step)).isEmpty) }
        for step in 4..<7 { #expect(twice.take([sighting(1, .sitting, score: 0.26)], at: at(step)).isEmpty) }
        let elsewhere = isSeenElsewhere ? [sighting(1, .lying, x: 120, score: 0.35)] : []
        #expect(twice.take([sighting(0, .sitting, score: 0.24)] + elsewhere, at: at(7)) == [1])
        #expect(twice.take([sighting(0, .sitting, score: 0.24)] + elsewhere, at: at(8)).isEmpty)
    }

    @Test(
        "Whoever began in another's place and was seen plainly, or went from there, is somebody",
        arguments: [true, false]
    )
    func tookOver(isPlain: Bool) {
        var twice = FollowedTwice()
        for step in 0..<4 { _ = twice.take([sighting(0, .standing)], at: at(step)) }
        for step in 4..<7 {
            let x = isPlain ? 0 : Double(60 * (step - 4))
            let told = twice.take([sighting(1, .standing, x: x, score: isPlain ? 0.5 : 0.26)], at: at(step))
            #expect(!told.contains(1))
        }
        let back = sighting(0, .standing, score: 0.24)
        #expect(twice.take([back, sighting(1, .lying, x: 60, score: 0.4)], at: at(7)).isEmpty)
    }

    @Test("Somebody hardly seen who begins where nobody has been lately does not stand in for anybody")
    func elsewhereBegun() {
        var twice = FollowedTwice()
        for step in 0..<4 { _ = twice.take([sighting(0, .sitting)], at: at(step)) }
        _ = twice.take([sighting(1, .sitting, x: 150, score: 0.26)], at: at(4))
        #expect(twice.take([sighting(0, .sitting)], at: at(5)).isEmpty)
    }
}
