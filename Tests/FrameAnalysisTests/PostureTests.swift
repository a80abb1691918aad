import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Postures")
struct PostureTests {
    @Test(
        "Drawn bodies from the side are told apart",
        arguments: [
            (.standing, .upright), (.sitting, .sitting), (.bending, .bending),
            (.kneeling, .kneeling), (.lying, .lying), (.lyingBesideBed, .lying),
        ] as [(BodyTimeline.Body, Posture)]
    )
    func bodies(body: BodyTimeline.Body, expected: Posture) {
        #expect(PostureClassifier.posture(of: body.pose(noise: { 0 })) == expected)
    }

    @Test("Mirrored, moved and three times as large a body holds itself the same")
    func invariance() throws {
        for body in [BodyTimeline.Body.standing, .sitting, .bending, .kneeling, .lying] {
            let pose = body.pose(noise: { 0 })
            var other = pose
            for index in other.keypoints.indices {
                other.keypoints[index].x = 2_000 - 3 * pose.keypoints[index].x
                other.keypoints[index].y = 40 + 3 * pose.keypoints[index].y
            }
            let (mine, theirs) = (try #require(PostureFeatures(pose)), try #require(PostureFeatures(other)))
            #expect(zip(mine.values, theirs.values).allSatisfy { abs($0 - $1) < 1e-9 })
        }
    }

    @Test("Without shoulders or hips nothing is told, and impossible places are bounded")
    func limits() throws {
        var hidden = BodyTimeline.Body.standing.pose(noise: { 0 })
        for index in 5...6 { hidden.keypoints[index].score = 0 }
        #expect(PostureClassifier.posture(of: hidden) == .unknown)
        var wild = BodyTimeline.Body.standing.pose(noise: { 0 })
        wild.keypoints[15].x = 1e9
        let features = try #require(PostureFeatures(wild))
        #expect(features.values.count == PostureFeatures.count)
        #expect(features.values.allSatisfy { abs($0) <= PostureFeatures.greatest })
        #expect(abs(PostureNetwork.shares(of: features).reduce(0, +) - 1) < 1e-9)
    }

    @Test("The weights fit the numbers")
    func weights() {
        #expect(PostureWeights.inner.count == PostureFeatures.count * PostureWeights.hidden)
        #expect(PostureWeights.innerBias.count == PostureWeights.hidden)
        #expect(PostureWeights.outer.count == PostureWeights.hidden * PostureNetwork.postures.count)
        #expect(PostureWeights.outerBias.count == PostureNetwork.postures.count)
    }
}
