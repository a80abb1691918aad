import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("People in bed, seen or not")
struct SleeperTests {
    private typealias Body = BodyTimeline.Body

    private func at(_ seconds: Double) -> Instant {
        Instant(millisecondsSinceEpoch: Int64(1_000_000 + seconds * 1_000))
    }

    /// A bed in the upper 345 of 480 lines of the picture, if beds are marked.
    private func view(isMarked: Bool) throws -> ZoneMap {
        guard isMarked else { return ZoneMap([], width: 640, height: 480) }
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.72), (0.0, 0.72)].map { Polygon.Point(x: $0.0, y: $0.1) }
        return ZoneMap([Zone(id: "bed", kind: .bed, shape: try #require(Polygon(corners)))], width: 640, height: 480)
    }

    private func lying(risenBy rise: Double = 0) -> Pose {
        var pose = Body.lying.pose(noise: { 0 })
        for index in pose.keypoints.indices { pose.keypoints[index].y -= rise }
        return pose
    }

    /// What is told of somebody who is in bed, is not seen for half a minute, and then lies on the floor.
    private func told(inBed: Pose, isAssumed: Bool, isMarked: Bool = true, pause: Double = 2) throws -> [FallSignal
        .Kind]
    {
        var falls = FallDetector()
        let zones = try view(isMarked: isMarked)
        var told: [FallSignal.Kind] = []
        func look(_ pose: Pose, _ seconds: Double, isAssumed: Bool = false) {
            let sighting = PersonTracker.Sighting(track: 0, pose: pose, isAssumed: isAssumed)
            told += falls.handle([sighting], in: zones, at: at(seconds), picture: (640, 480)).map(\.kind)
        }
        for step in 0..<20 { look(inBed, 0.2 * Double(step)) }
        for step in 2..<15 where isAssumed { look(inBed, pause * Double(step), isAssumed: true) }
        for step in 0..<10 { look(lying(), pause * 14 + 0.8 + 0.2 * Double(step)) }
        return told
    }

    @Test(
        "Whoever lay in bed unseen until something moved there, and lies on the floor now, has fallen out of it, marked or not",
        arguments: [true, false]
    )
    func fallsOut(isMarked: Bool) throws {
        let told = try told(inBed: lying(risenBy: 110), isAssumed: true, isMarked: isMarked)
        #expect(told == [.suspected, .confirmed])
    }

    @Test("Where it is not known that somebody was in bed until then, it is not known how somebody came down")
    func wasNotThere() throws {
        #expect(try told(inBed: lying(risenBy: 110), isAssumed: false).isEmpty)
    }

    @Test("What is not seen for less than a second, while something may still move, is not held to be as it was")
    func hardlyUnseen() {
        var fall = TrackFall(track: 0, pictureHeight: 480)
        _ = fall.see(lying(risenBy: 110), on: .furniture, at: at(0))
        fall.rest(until: at(0.8))
        #expect(fall.seenAt == at(0))
        fall.rest(until: at(1.2))
        #expect(fall.seenAt == at(1.2))
    }

    @Test("Of somebody who sat there it is not known either: a cat may be taken for whoever is on a sofa")
    func sat() throws {
        #expect(try told(inBed: Body.sitting.pose(noise: { 0 }), isAssumed: true).isEmpty)
    }

    private func between(_ one: Pose, _ other: Pose, _ share: Double) -> Pose {
        var pose = one
        for index in pose.keypoints.indices {
            pose.keypoints[index].x += share * (other.keypoints[index].x - one.keypoints[index].x)
            pose.keypoints[index].y += share * (other.keypoints[index].y - one.keypoints[index].y)
        }
        return pose
    }

    @Test("Lying down in bed is over after a second there, and whoever falls out of it then is told")
    func justGoneToBed() throws {
        var falls = FallDetector()
        let zones = try view(isMarked: true)
        let (sitting, inBed) = (Body.sitting.pose(noise: { 0 }), lying(risenBy: 40))
        var told: [(kind: FallSignal.Kind, second: Double)] = []
        var undecided: [Double] = []
        for step in 0..<60 {
            let second = 0.2 * Double(step)
            let pose =
                second < 7
                ? between(sitting, inBed, max(0, min((second - 2) / 1.2, 1)))
                : between(inBed, lying(risenBy: -30), min((second - 7) / 0.4, 1))
            let sighting = PersonTracker.Sighting(track: 0, pose: pose)
            told += falls.handle([sighting], in: zones, at: at(second), picture: (640, 480)).map { ($0.kind, second) }
            if second < 7, falls.isUndecided(at: at(second)) { undecided.append(second) }
        }
        let (first, last) = (try #require(undecided.first), try #require(undecided.last))
        #expect(first > 2 && last < first + 1.1)
        #expect(told.map(\.kind) == [.suspected, .confirmed])
        #expect(told.allSatisfy { $0.second > 7 && $0.second < 9 })
    }

    @Test("Whoever has been sitting on a bed and falls off it is told")
    func satOnBed() throws {
        var falls = FallDetector()
        let zones = try view(isMarked: true)
        let sitting = Body.sitting.pose(noise: { 0 })
        var told: [FallSignal.Kind] = []
        for step in 0..<60 {
            let pose = between(sitting, lying(), max(0, min((0.2 * Double(step) - 5) / 0.8, 1)))
            let sighting = PersonTracker.Sighting(track: 0, pose: pose)
            told += falls.handle([sighting], in: zones, at: at(0.2 * Double(step)), picture: (640, 480)).map(\.kind)
        }
        #expect(told == [.suspected, .confirmed])
    }
}
