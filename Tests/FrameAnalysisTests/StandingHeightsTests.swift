import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("How tall people stand at each distance")
struct StandingHeightsTests {
    private let view = ZoneMap([], width: 640, height: 480)

    /// A body made smaller, with its lowest joint at a height in the picture.
    private func body(_ body: BodyTimeline.Body, _ scale: Double = 1, bottom: Double = 385, score: Double = 0.6) -> Pose
    {
        var pose = body.pose(noise: { 0 }, score: score)
        for index in pose.keypoints.indices {
            pose.keypoints[index].x *= scale
            pose.keypoints[index].y = bottom + scale * (pose.keypoints[index].y - 385)
        }
        return pose
    }

    /// What is known after somebody stood for a while at two distances: 305 and 150 pixels tall.
    private func learnt(_ looks: Int = 20) -> StandingHeights {
        var heights = StandingHeights()
        for _ in 0..<looks {
            heights.learn(body(.standing), pictureHeight: 480)
            heights.learn(body(.standing, 0.5, bottom: 250), pictureHeight: 480)
        }
        return heights
    }

    @Test("A body's length is a share of that of people who stand there, or else further away")
    func shares() throws {
        let heights = learnt()
        let known = [
            (body(.standing), 1.0), (body(.standing, 0.3), 0.3), (body(.lying), 1.0),
            (body(.standing, 0.5, bottom: 250), 1),
            // Nobody stood so near the camera: those further away were shorter.
            (body(.standing, 0.5, bottom: 470), 0.5), (body(.standing, 0.5, bottom: 330), 1),
        ]
        for (pose, share) in known {
            let told = try #require(heights.share(of: pose, pictureHeight: 480))
            #expect(abs(told - share) < 0.1, "\(told) instead of \(share)")
        }
        #expect(heights.share(of: body(.standing, 0.2, bottom: 150), pictureHeight: 480) == nil)
    }

    @Test("What seems to stand nearer than people and is smaller than them was a cat, and teaches nothing")
    func smallerThoughNearer() throws {
        var heights = learnt()
        let cat = body(.standing, 0.3, bottom: 470)
        for _ in 0..<StandingHeights.kept { heights.learn(cat, pictureHeight: 480) }
        let share = try #require(heights.share(of: cat, pictureHeight: 480))
        #expect(abs(share - 0.3) < 0.05)
    }

    @Test("Too few people, and those who sit, lie or are hardly seen, teach nothing")
    func nothingKnown() {
        #expect(learnt(9).share(of: body(.standing), pictureHeight: 480) == nil)
        #expect(learnt(10).share(of: body(.standing), pictureHeight: 480) != nil)
        var heights = StandingHeights()
        for _ in 0..<100 {
            for pose in [body(.sitting), body(.lying), body(.bending), body(.standing, score: 0.29)] {
                heights.learn(pose, pictureHeight: 480)
            }
        }
        #expect(heights.share(of: body(.standing), pictureHeight: 480) == nil)
    }

    @Test("What was taught last counts")
    func forgets() throws {
        var heights = learnt()
        for _ in 0..<StandingHeights.kept { heights.learn(body(.standing, 0.8), pictureHeight: 480) }
        let share = try #require(heights.share(of: body(.standing, 0.8), pictureHeight: 480))
        #expect(abs(share - 1) < 0.05)
    }

    /// What is told of somebody small who falls from a sofa, after people were seen or not.
    private func told(_ scale: Double, after heights: Int, forgets: Bool = false) -> [FallSignal.Kind] {
        var falls = FallDetector()
        var now = Instant(millisecondsSinceEpoch: 0)
        for _ in 0..<heights {
            now = now + .milliseconds(200)
            let seen = [PersonTracker.Sighting(track: 1, pose: body(.standing))]
            _ = falls.handle(seen, in: view, at: now, picture: (640, 480))
        }
        now = now + .seconds(61)
        if forgets { falls.forgetView() }
        let fall = BodyTimeline.standing(3).then(.lying, in: 0.8).then(.lying, in: 3).sightings(rate: 8, seed: 3)
        return
            fall.flatMap { entry in
                var pose = entry.pose
                // Plainly seen it would be somebody to learn from.
                pose.score = 0.3
                for index in pose.keypoints.indices {
                    pose.keypoints[index].x = 300 + scale * (pose.keypoints[index].x - 300)
                    pose.keypoints[index].y = 385 + scale * (pose.keypoints[index].y - 385)
                }
                let seen = [PersonTracker.Sighting(track: 2, pose: pose)]
                return falls.handle(seen, in: view, at: now + (entry.at - fall[0].at), picture: (640, 480))
            }
            .map(\.kind)
    }

    @Test("Whoever is a third as tall as people who stand there is a cat and does not fall; a child does")
    func cat() {
        #expect(told(0.3, after: 0) == [.suspected, .confirmed])
        #expect(told(0.3, after: 30).isEmpty)
        #expect(told(0.6, after: 30) == [.suspected, .confirmed])
        // After the camera was moved nothing is known.
        #expect(told(0.3, after: 30, forgets: true) == [.suspected, .confirmed])
    }

    @Test("A cat that sits upright beside somebody who falls is no company, a child is")
    func company() {
        for (scale, hasCompany) in [(0.3, false), (0.6, true)] {
            var falls = FallDetector()
            let fall = BodyTimeline.standing(4).then(.lying, in: 0.8).then(.lying, in: 3).sightings(rate: 8, seed: 3)
            let told = fall.flatMap { entry in
                let beside = body(.standing, scale, score: 0.35)
                let seen = [(1, entry.pose), (2, beside)].map { PersonTracker.Sighting(track: $0.0, pose: $0.1) }
                return falls.handle(seen, in: view, at: entry.at, picture: (640, 480))
            }
            #expect(told.map(\.kind) == [.suspected, .confirmed])
            #expect(told.allSatisfy { $0.hasCompany == hasCompany }, "\(scale)")
        }
    }

    @Test("A closer cut in which somebody tiny is up shows nobody, once people were seen to stand there")
    func closerCut() throws {
        let tiny = body(.standing, 0.3)
        #expect(view.isPerson(far: tiny, StandingHeights()))
        #expect(!view.isPerson(far: tiny, learnt()))
        #expect(view.isPerson(far: body(.standing, 0.6), learnt()))
        for (heights, count) in [(StandingHeights(), 1), (learnt(), 0)] {
            var search = PersonSearch()
            search.note(try #require(tiny.box), at: Instant(millisecondsSinceEpoch: 0))
            let found = try search.find(
                [],
                in: view,
                heights: heights,
                at: Instant(millisecondsSinceEpoch: 0),
                movedAt: nil
            ) { _, _ in [tiny] }
            #expect(found.count == count)
        }
    }
}
