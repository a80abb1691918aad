import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Who is who from picture to picture")
struct PersonTrackerTests {
    private func at(_ seconds: Double) -> Instant {
        Instant(millisecondsSinceEpoch: Int64(1_000_000 + seconds * 1_000))
    }

    private func pose(x: Double, _ body: BodyTimeline.Body = .standing, score: Double = 0.6) -> Pose {
        var pose = body.pose(noise: { 0 }, score: score)
        for index in pose.keypoints.indices { pose.keypoints[index].x += x }
        return pose
    }

    private func tracks(_ sightings: [PersonTracker.Sighting]) -> [Int] {
        sightings.sorted { ($0.pose.keypoints[0].x) < ($1.pose.keypoints[0].x) }.map(\.track)
    }

    @Test("Six people keep their identities, and a seventh is left out")
    func sixPeople() {
        var tracker = PersonTracker()
        let places = (0..<6).map { Double($0) * 250 }
        let first = tracks(tracker.update(places.map { pose(x: $0) }, at: at(0)))
        #expect(first.count == 6)
        for step in 1..<20 {
            let poses = places.map { pose(x: $0 + 5 * Double(step)) }
            #expect(tracks(tracker.update(poses.reversed(), at: at(0.1 * Double(step)))) == first)
        }
        #expect(tracker.update((places + [1_600]).map { pose(x: $0 + 100) }, at: at(2)).count == 6)
    }

    @Test("Somebody who is hidden for a second is the same afterwards")
    func occlusion() {
        var tracker = PersonTracker()
        let before = tracks(tracker.update([pose(x: 0)], at: at(0)))
        _ = tracker.update([], at: at(0.5))
        #expect(tracks(tracker.update([pose(x: 60)], at: at(1))) == before)
    }

    @Test("A person on the floor beside one who stands keeps apart from him")
    func lyingBesideStanding() {
        var tracker = PersonTracker()
        let first = tracks(tracker.update([pose(x: 0, .lying), pose(x: 350)], at: at(0)))
        for step in 1..<15 {
            let poses = [pose(x: 350 - 12 * Double(step)), pose(x: 0, .lying, score: 0.2)]
            let now = tracker.update(poses, at: at(0.1 * Double(step)))
            let lying = now.first { $0.pose.score < 0.5 }
            #expect(lying?.track == first[0])
        }
    }

    @Test("Whoever is reported twice, with the legs in two places, stays one person; two who cross stay two")
    func twins() {
        var tracker = PersonTracker()
        let first = tracks(tracker.update([pose(x: 0, .sittingOnFloor)], at: at(0)))
        for step in 1..<10 {
            var twin = pose(x: 12, .sittingOnFloor, score: 0.28)
            for index in 13...16 { twin.keypoints[index].x -= 260 }
            let poses = [twin, pose(x: Double(step), .sittingOnFloor, score: 0.65)]
            let now = tracker.update(poses, at: at(0.2 * Double(step)))
            #expect(now.map(\.track) == first)
            #expect(now.first?.pose.score == 0.65)
        }
        var beside = pose(x: 55, .sittingOnFloor, score: 0.28)
        for index in 13...16 { beside.keypoints[index].x -= 260 }
        #expect(tracker.update([pose(x: 10, .sittingOnFloor), beside], at: at(2)).count == 2)
    }

    @Test("A faint person who lies still is taken to be there while nothing moves, for up to an hour")
    func stillPersonIsKept() {
        var tracker = PersonTracker()
        for step in 0..<10 { _ = tracker.update([pose(x: 0, .lying)], at: at(Double(step)), movedAt: at(0)) }
        for minute in 1..<59 {
            #expect(tracker.update([], at: at(9 + 60 * Double(minute)), movedAt: at(0)).isEmpty)
            #expect(tracker.assumed(at: at(9 + 60 * Double(minute))).count == 1)
        }
        _ = tracker.update([], at: at(3_700), movedAt: at(0))
        #expect(tracker.assumed(at: at(3_700)).isEmpty)
    }

    /// Somebody who lies and has not been seen for a minute, in whose place something moves now.
    private func stirring() -> PersonTracker {
        var tracker = PersonTracker()
        for step in 0..<10 { _ = tracker.update([pose(x: 0, .lying)], at: at(Double(step)), movedAt: at(0)) }
        for step in 5..<35 { _ = tracker.update([], at: at(2 * Double(step)), movedAt: at(0)) }
        #expect(tracker.assumed(at: at(68)).count == 1)
        _ = tracker.update([], at: at(69), movedAt: at(69))
        // Until the picture in which something first moves.
        #expect(tracker.assumed(at: at(69)).count == 1)
        return tracker
    }

    @Test(
        "Whoever has long not been seen and begins to stir is looked for, and is the same if seen as surely as a stranger"
    )
    func stirs() {
        var tracker = stirring()
        #expect(tracker.retry(at: at(69), width: 640, height: 480)?.track == tracker.tracks.first?.id)
        #expect(tracker.update([pose(x: 30, .lying, score: 0.2)], at: at(69.2), movedAt: at(69.2)).isEmpty)
        #expect(tracker.assumed(at: at(69.2)).isEmpty)
        #expect(tracker.update([pose(x: 60, .lying, score: 0.4)], at: at(69.4), movedAt: at(69.4)).map(\.track) == [0])
    }

    @Test("A cat that stirs is not the person who has long not been seen")
    func catStirs() {
        var tracker = stirring()
        var cat = pose(x: 0, .lying)
        for index in cat.keypoints.indices { cat.keypoints[index].x = 300 + 0.3 * (cat.keypoints[index].x - 300) }
        #expect(tracker.update([cat], at: at(69.2), movedAt: at(69.2)).map(\.track) == [1])
    }

    @Test(
        "A sleeper who turns over, and is at rest again with nothing moving elsewhere, is still there, for another hour"
    )
    func turnsOver() {
        var tracker = stirring()
        for tenths in [700, 705, 710] {
            let now = at(Double(tenths) / 10)
            _ = tracker.update([], at: now, movedAt: now)
            #expect(tracker.assumed(at: now).isEmpty)
        }
        for second in [73.0, 1_800, 3_600, 3_672] {
            _ = tracker.update([], at: at(second), movedAt: at(71))
            #expect(tracker.assumed(at: at(second)).count == 1, "second \(second)")
        }
        _ = tracker.update([], at: at(3_674), movedAt: at(71))
        #expect(tracker.count == 0)
    }

    @Test("Whoever stirs, while something moves elsewhere too, and is not found within three seconds has gone")
    func stirredAway() {
        var tracker = stirring()
        _ = tracker.update([], at: at(72), movedAt: at(70), movedElsewhereAt: at(70.2))
        #expect(tracker.count == 1)
        _ = tracker.update([], at: at(72.1), movedAt: at(70), movedElsewhereAt: at(70.2))
        #expect(tracker.count == 0)
    }

    @Test("Whoever sat there unseen and stirs is not taken to be there any longer: that may have been somebody leaving")
    func satAndStirred() {
        var tracker = PersonTracker()
        for step in 0..<10 { _ = tracker.update([pose(x: 0, .sitting)], at: at(Double(step)), movedAt: at(0)) }
        for second in [20.0, 30, 40] { _ = tracker.update([], at: at(second), movedAt: at(0)) }
        _ = tracker.update([], at: at(41), movedAt: at(41))
        _ = tracker.update([], at: at(44.5), movedAt: at(41))
        #expect(tracker.count == 0)
    }

    @Test("Somebody who is lost while something moves there has gone")
    func leavingPersonIsForgotten() {
        var tracker = PersonTracker()
        for step in 0..<10 { _ = tracker.update([pose(x: 0)], at: at(Double(step)), movedAt: at(Double(step))) }
        _ = tracker.update([], at: at(13), movedAt: at(12))
        #expect(tracker.assumed(at: at(13)).isEmpty)
        #expect(tracker.count == 0)
    }

    @Test("A person seen once or twice is not taken to be still there")
    func ghostIsForgotten() {
        var tracker = PersonTracker()
        for step in 0..<2 { _ = tracker.update([pose(x: 0)], at: at(Double(step))) }
        _ = tracker.update([], at: at(6))
        #expect(tracker.assumed(at: at(6)).isEmpty)
    }

    @Test("Somebody lost for long is looked for at the idle pace")
    func retriesAreBounded() {
        var tracker = PersonTracker()
        for step in 0..<10 { _ = tracker.update([pose(x: 0, .lying)], at: at(Double(step))) }
        var retries = 0
        for step in 0..<100 {
            let now = at(60 + 0.1 * Double(step))
            _ = tracker.update([], at: now)
            retries += tracker.retry(at: now, width: 640, height: 480) == nil ? 0 : 1
        }
        #expect(retries == 5)
    }

    @Test("People stay through a camera's shake but not through a cut")
    func cuts() {
        var tracker = PersonTracker()
        _ = tracker.update([pose(x: 0), pose(x: 400)], at: at(0))
        #expect(tracker.continues(with: [pose(x: 30), pose(x: 430)]))
        #expect(!tracker.continues(with: [pose(x: 30)]))
        #expect(!tracker.continues(with: [pose(x: 30), pose(x: 700)]))
        #expect(!tracker.continues(with: []))
    }
}
