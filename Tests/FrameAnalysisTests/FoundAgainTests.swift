import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("People on the floor who are lost and found again")
struct FoundAgainTests {
    private typealias Body = BodyTimeline.Body

    private static let picture = (width: 640, height: 480)
    private static let view = ZoneMap([], width: 640, height: 480)

    private var falls = FallDetector()
    private var now = Instant(millisecondsSinceEpoch: 1_000_000)

    private func sighting(_ track: Int, _ body: Body, x: Double = 0, size: Double = 1) -> PersonTracker.Sighting {
        var pose = body.pose(noise: { 0 })
        for index in pose.keypoints.indices {
            pose.keypoints[index].x = 300 + (pose.keypoints[index].x - 300) * size + x
            pose.keypoints[index].y = 385 + (pose.keypoints[index].y - 385) * size
        }
        return PersonTracker.Sighting(track: track, pose: pose)
    }

    /// Shows the same people for a while, five pictures a second.
    private mutating func look(_ people: [PersonTracker.Sighting], seconds: Double) -> [FallSignal] {
        var told: [FallSignal] = []
        for _ in 0..<Int(seconds * 5) {
            now = now + .milliseconds(200)
            told += falls.handle(people, in: Self.view, at: now, picture: Self.picture)
        }
        return told
    }

    /// Somebody with track 0 stands, falls and lies for ten seconds.
    private mutating func fall() {
        var told = look([sighting(0, .standing)], seconds: 3)
        told += look([sighting(0, .crouching)], seconds: 0.2)
        told += look([sighting(0, .lying)], seconds: 10)
        #expect(told.map(\.kind).prefix(2) == [.suspected, .confirmed])
    }

    private func pair(_ first: Body, _ second: Body) -> [PersonTracker.Sighting] {
        [sighting(0, first, x: -60), sighting(1, second, x: 160)]
    }

    private func recoveries(_ told: [FallSignal]) -> [FallSignal] {
        told.filter { if case .recovered = $0.kind { true } else { false } }
    }

    @Test(
        "Whoever stands where somebody lay and was lost has got up, however long nothing was seen",
        arguments: [4, 50, 300]
    )
    mutating func foundAgain(pause: Double) throws {
        fall()
        _ = look([], seconds: pause)
        let told = recoveries(look([sighting(1, .standing, x: 40)], seconds: 4))
        let recovery = try #require(told.first)
        #expect(told.count == 1)
        #expect(recovery.track == 1)
        guard case .recovered(let after) = recovery.kind else { return }
        #expect(after > .seconds(pause + 8) && after < .seconds(pause + 11))
        #expect(!recovery.hasCompany)
        #expect(look([], seconds: 400).isEmpty)
    }

    @Test("Being up for two seconds is asked for, not one")
    mutating func patience() {
        fall()
        _ = look([], seconds: 5)
        #expect(look([sighting(1, .standing)], seconds: 1.6).isEmpty)
        #expect(recoveries(look([sighting(1, .standing)], seconds: 1)).count == 1)
    }

    @Test("Whoever is found lying and gets up then is up")
    mutating func foundLying() {
        fall()
        _ = look([], seconds: 5)
        #expect(recoveries(look([sighting(1, .lying)], seconds: 5)).isEmpty)
        #expect(recoveries(look([sighting(1, .standing)], seconds: 3)).count == 1)
    }

    @Test(
        "Whoever appears elsewhere, at the edge or too small has not fallen before",
        arguments: [(-280.0, 1.0), (330, 1), (0, 0.4)]
    )
    mutating func somebodyElse(x: Double, size: Double) {
        fall()
        _ = look([], seconds: 5)
        #expect(recoveries(look([sighting(1, .standing, x: x, size: size)], seconds: 10)).isEmpty)
    }

    @Test("Where somebody else was lost too nothing is concluded; somebody who is still seen does not matter")
    mutating func helper() {
        fall()
        _ = look([sighting(0, .lying), sighting(1, .standing, x: 150)], seconds: 3)
        var lost = self
        _ = lost.look([], seconds: 5)
        #expect(recoveries(lost.look([sighting(2, .standing)], seconds: 10)).isEmpty)
        _ = look([sighting(1, .standing, x: 150)], seconds: 5)
        let told = recoveries(look([sighting(1, .standing, x: 150), sighting(2, .standing)], seconds: 3))
        #expect(told.map(\.track) == [2])
        #expect(told.map(\.hasCompany) == [true])
    }

    @Test("Whoever is up while somebody lies in that place is the helper, and the fall is the other's")
    mutating func exchanged() {
        fall()
        _ = look([sighting(0, .lying), sighting(1, .standing, x: 60)], seconds: 3)
        // The tracks are exchanged.
        #expect(recoveries(look([sighting(1, .lying), sighting(0, .standing, x: 60)], seconds: 10)).isEmpty)
        let told = recoveries(look([sighting(1, .standing), sighting(0, .standing, x: 60)], seconds: 3))
        #expect(told.map(\.track) == [1])
    }

    @Test(
        "While somebody else is lost in the picture, whoever is up there may be that one, for two minutes at the most"
    )
    mutating func mayBeOther() {
        fall()
        _ = look([sighting(0, .lying), sighting(1, .standing, x: 150)], seconds: 3)
        var both = self
        #expect(recoveries(look([sighting(0, .standing)], seconds: 100)).isEmpty)
        #expect(recoveries(look([sighting(0, .standing)], seconds: 30)).count == 1)
        #expect(recoveries(both.look([sighting(0, .standing)], seconds: 10)).isEmpty)
        let told = recoveries(both.look([sighting(0, .standing), sighting(1, .standing, x: 150)], seconds: 1))
        #expect(told.map(\.track) == [0])
    }

    @Test("Whoever gets up while the network takes something beside for that one is up, once that is gone")
    mutating func besideAGuess() {
        fall()
        _ = look([sighting(0, .lying, x: 30), sighting(1, .crouching)], seconds: 0.6)
        #expect(recoveries(look([sighting(0, .lying, x: 30), sighting(1, .standing)], seconds: 2)).isEmpty)
        let told = recoveries(look([sighting(1, .standing)], seconds: 6))
        #expect(told.map(\.track) == [1])
    }

    @Test(
        "A helper who is lost and seen again there as somebody new is no third person; elsewhere it may be one",
        arguments: [(150.0, true), (-220, false)]
    )
    mutating func helperSeenAgain(x: Double, isUp: Bool) {
        fall()
        _ = look([sighting(0, .lying), sighting(1, .standing, x: 150)], seconds: 3)
        #expect(recoveries(look([sighting(0, .standing)], seconds: 6)).isEmpty)
        let told = look([sighting(0, .standing), sighting(2, .standing, x: x)], seconds: 4)
        #expect(recoveries(told).map(\.track) == (isUp ? [0] : []))
    }

    @Test("Two helpers who were seen side by side are two, though one was first seen while the other was lost")
    mutating func twoHelpers() {
        fall()
        _ = look([sighting(0, .lying), sighting(1, .standing, x: 150)], seconds: 3)
        _ = look([sighting(0, .lying), sighting(2, .standing, x: 190)], seconds: 1)
        _ = look([sighting(0, .lying), sighting(1, .standing, x: 100), sighting(2, .standing, x: 190)], seconds: 2)
        let told = look([sighting(0, .standing), sighting(2, .standing, x: 190)], seconds: 6)
        #expect(recoveries(told).isEmpty)
    }

    @Test(
        "Whoever was lost at a side of the picture has left, and whoever was alone before the fall was the same person"
    )
    mutating func nobodyElse() {
        _ = look([sighting(7, .standing, x: 100)], seconds: 4)
        _ = look([], seconds: 4)
        fall()
        _ = look([sighting(0, .lying), sighting(1, .standing, x: 290)], seconds: 3)
        #expect(recoveries(look([sighting(0, .standing)], seconds: 4)).map(\.track) == [0])
    }

    @Test("Of two who have fallen the first one who is up is told with somebody else still down, the second without")
    mutating func twoDown() {
        _ = look(pair(.standing, .standing), seconds: 3)
        _ = look(pair(.crouching, .crouching), seconds: 0.2)
        _ = look(pair(.lying, .lying), seconds: 10)
        let first = recoveries(look(pair(.standing, .lying), seconds: 5))
        #expect(first.map(\.track) == [0])
        #expect(first.map(\.hasOthersDown) == [true])
        let second = recoveries(look(pair(.standing, .standing), seconds: 5))
        #expect(second.map(\.track) == [1])
        #expect(second.map(\.hasOthersDown) == [false])
    }
}
