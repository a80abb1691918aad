import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("People behind each other")
struct DepthTests {
    private let view = ZoneMap([], width: 1_280, height: 720)

    private func at(_ seconds: Double) -> Instant {
        Instant(millisecondsSinceEpoch: Int64(1_000_000 + seconds * 1_000))
    }

    /// Somebody who stands, `scale` times as large as at first, with the feet at a height in the picture.
    private func standing(_ scale: Double = 1, feet: Double = 430, score: Double = 0.6) -> Pose {
        var pose = StickFigure.standing(x: 630, feet: 430)
        for index in pose.keypoints.indices {
            pose.keypoints[index].x = 630 + scale * (pose.keypoints[index].x - 630)
            pose.keypoints[index].y = feet + scale * (pose.keypoints[index].y - 430)
        }
        pose.score = score
        return pose
    }

    private func lying(_ score: Double) -> Pose {
        StickFigure.pose(
            nose: (760, 415),
            shoulders: (735, 415),
            hips: (660, 420),
            knees: (600, 420),
            ankles: (540, 425),
            score: score
        )
    }

    /// Somebody known for a while, with as yet nobody else in view.
    private func search() throws -> PersonSearch {
        var search = PersonSearch()
        for step in 0..<5 {
            _ = try search.find([standing()], in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in [] }
        }
        return search
    }

    @Test("Whoever appears behind somebody who goes down is somebody else, also in the cut that looks for the one lost")
    func behind() throws {
        var search = try search()
        let behind = standing(0.6, feet: 350)
        let seen = try search.find([behind], in: view, at: at(1), movedAt: nil) { _, _ in [behind, lying(0.4)] }
        #expect(seen.first { $0.pose == behind }?.track == 1)
        #expect(seen.first { $0.pose == lying(0.4) }?.track == 0)

        var other = try self.search()
        let faint = try other.find([], in: view, at: at(1), movedAt: nil) { _, _ in [behind] }
        #expect(faint.isEmpty)
    }

    @Test(
        "Whoever is hardly seen and higher than the one who goes down can have risen is somebody else, unless that was a while ago",
        arguments: [(0.2, 0.2, false), (0.2, 0.6, true), (1.0, 0.2, true)]
    )
    func risen(after pause: Double, score: Double, isSame: Bool) throws {
        var search = try search()
        var low = standing()
        for index in low.keypoints.indices where index < 13 { low.keypoints[index].y += 60 }
        _ = try search.find([low], in: view, at: at(1), movedAt: nil) { _, _ in [] }
        let seen = try search.find([standing(score: score)], in: view, at: at(1 + pause), movedAt: nil) { _, _ in [] }
        #expect(seen.contains { $0.track == 0 } == isSame)
        let inCut = try search.find([], in: view, at: at(1.2 + pause), movedAt: nil) { _, _ in [lying(0.4)] }
        #expect(inCut.map(\.track) == [0])
    }

    @Test(
        "Whoever stands beside somebody who lies and is not seen just then is somebody else, unless that was a while ago",
        arguments: [(0.2, false), (0.4, false), (1.4, true)]
    )
    func helper(after pause: Double, isSame: Bool) throws {
        var search = PersonSearch()
        for step in 0..<5 {
            _ = try search.find([lying(0.5)], in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in [] }
        }
        let seen = try search.find([standing()], in: view, at: at(0.8 + pause), movedAt: nil) { _, _ in [] }
        #expect(seen.map(\.track) == [isSame ? 0 : 1])
        let found = try search.find([standing(), lying(0.3)], in: view, at: at(1 + pause), movedAt: nil) { _, _ in [] }
        #expect(found.first { $0.pose == lying(0.3) }?.track == (isSame ? 1 : 0))
    }

    @Test("Whoever stands, is mistaken for lying in one picture, and stands again is the same")
    func mistakenForLying() throws {
        var search = try search()
        _ = try search.find([lying(0.5)], in: view, at: at(1), movedAt: nil) { _, _ in [] }
        let seen = try search.find([standing()], in: view, at: at(1.2), movedAt: nil) { _, _ in [] }
        #expect(seen.map(\.track) == [0])
    }

    @Test("Whoever gets up, picture by picture, is the same")
    func gettingUp() throws {
        var search = PersonSearch()
        for step in 0..<5 {
            _ = try search.find([lying(0.5)], in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in [] }
        }
        for step in 1...8 {
            let share = Double(step) / 8
            var pose = lying(0.5)
            for index in pose.keypoints.indices {
                pose.keypoints[index].x += share * (standing().keypoints[index].x - pose.keypoints[index].x)
                pose.keypoints[index].y += share * (standing().keypoints[index].y - pose.keypoints[index].y)
            }
            let seen = try search.find([pose], in: view, at: at(0.8 + 0.2 * Double(step)), movedAt: nil) { _, _ in [] }
            #expect(seen.map(\.track) == [0], "step \(step)")
        }
    }

    @Test(
        "Nobody who is a little smaller and much higher in the next picture has walked there, after a while somebody may have",
        arguments: [(0.2, false), (0.8, true)]
    )
    func suddenlyFarther(after pause: Double, isSame: Bool) throws {
        var search = try search()
        let higher = standing(0.85, feet: 380)
        let seen = try search.find([higher], in: view, at: at(0.8 + pause), movedAt: nil) { _, _ in [] }
        #expect(seen.map(\.track) == [isSame ? 0 : 1])
    }

    @Test("Of two who are lost at the same time the one who is found is whoever was there")
    func bothLost() throws {
        func beside(_ way: Double) -> Pose {
            var pose = standing()
            for index in pose.keypoints.indices { pose.keypoints[index].x += way }
            return pose
        }
        var search = PersonSearch()
        for step in 0..<5 {
            let both = [standing(), beside(80)]
            _ = try search.find(both, in: view, at: at(0.2 * Double(step)), movedAt: nil) { _, _ in [] }
        }
        let found = try search.find([], in: view, at: at(1), movedAt: nil) { _, _ in [beside(82), lying(0.4)] }
        #expect(found.first { $0.track == 0 }?.pose == lying(0.4))
        #expect(!found.contains { $0.track == 0 && $0.pose == beside(82) })
    }

    @Test("A sighting that is taken back leaves nothing of what was learnt from it")
    func withdrawn() throws {
        func dressed(_ pose: Pose, _ level: UInt8) throws -> Pose {
            let pixels = [UInt8](repeating: level, count: 1_280 * 720 * 3)
            return pose.dressed(as: try #require(Picture.rgb(pixels, width: 1_280, height: 720)))
        }
        let mine = try dressed(standing(), 200)
        let theirs = try dressed(standing(1.3), 20)
        var track = PersonTracker.Track(id: 1, pose: mine, box: try #require(mine.box), seenAt: at(0), knownAt: at(0))
        track.see(mine, try #require(mine.box), at: at(0.2))
        let before = track
        track.see(theirs, try #require(theirs.box), at: at(0.4))
        #expect(track.clothes != before.clothes && track.trunk != before.trunk && track.sure?.at != before.sure?.at)
        track.withdraw()
        #expect(track.pose == before.pose && track.box == before.box && track.seenAt == before.seenAt)
        #expect(track.clothes == before.clothes && track.trunk == before.trunk && track.sure?.at == before.sure?.at)
        #expect(track.sightings == before.sightings && track.earlier.isEmpty)
    }

    @Test("Joints mixed of two people become those of the one behind, and the other is looked for where last seen")
    func mixed() throws {
        var search = try search()
        // The upper body of the one behind, with the legs drawn towards those of the one on the floor.
        let mixture = StickFigure.pose(
            nose: (632, 250),
            shoulders: (635, 264),
            hips: (648, 308),
            knees: (600, 330),
            ankles: (640, 375),
            score: 0.15
        )
        let behind = standing(0.55, feet: 340)
        let first = try search.find([mixture], in: view, at: at(1), movedAt: nil) { _, _ in [behind] }
        #expect(first.map(\.track) == [1])
        #expect(first.map(\.pose) == [behind])
        let second = try search.find([behind], in: view, at: at(1.2), movedAt: nil) { _, _ in [lying(0.4)] }
        #expect(second.map(\.track) == [1, 0])
        #expect(second.last?.pose == lying(0.4))
    }

    @Test("Somebody who hurries away stays the same", arguments: [5.0, 10, 30])
    func walkingAway(rate: Double) {
        var tracker = PersonTracker()
        for frame in 0..<Int(2 * rate) {
            // From two metres to five, under a camera at the height of a raised arm.
            let distance = 2 + 1.5 * Double(frame) / rate
            let pose = standing(2 / distance, feet: 150 + 560 / distance)
            #expect(tracker.update([pose], at: at(Double(frame) / rate)).map(\.track) == [0])
        }
    }

    @Test("Somebody who falls away from a high camera stays the same: the feet are where they were")
    func fallingAway() {
        var tracker = PersonTracker()
        for step in 0..<5 { _ = tracker.update([standing()], at: at(0.2 * Double(step))) }
        for (step, share) in [0.8, 0.6, 0.4].enumerated() {
            let pose = standing(share, feet: 430)
            #expect(tracker.update([pose], at: at(1 + 0.2 * Double(step))).map(\.track) == [0])
        }
    }

    @Test("Whoever is seen small again after a pause may have gone there")
    func pause() {
        var tracker = PersonTracker()
        for step in 0..<5 { _ = tracker.update([standing()], at: at(0.2 * Double(step))) }
        #expect(tracker.update([standing(0.6, feet: 350)], at: at(2)).map(\.track) == [0])
    }
}
