import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("Joints that were recorded")
struct JointReplayTests {
    private func person(_ pose: Pose, track: Int = 7, isAssumed: Bool = false) -> SeenPerson? {
        SeenPerson(
            track: track,
            score: pose.score,
            joints: pose.keypoints.map { SeenPerson.Joint(x: $0.x, y: $0.y, score: $0.score) },
            isAssumed: isAssumed
        )
    }

    private func kinds(_ timeline: BodyTimeline, gap: Duration = .zero) throws -> [Observation.Kind] {
        let settings = CameraSettings(camera: "c")
        var replay = JointReplay(settings: settings, width: 640, height: 480)
        let all = timeline.sightings(rate: 8, seed: 3)
        return try all.flatMap { entry in
            let isLater = entry.at - all[0].at > .milliseconds(3_750)
            let now = isLater ? entry.at + gap : entry.at
            return replay.see([try #require(person(entry.pose))], at: now).map(\.kind)
        }
    }

    private let fall = BodyTimeline.standing(3).then(.lying, in: 0.8).then(.lying, in: 3)

    @Test("A recorded fall is told as the camera told it")
    func fallIsTold() throws {
        #expect(try kinds(fall) == [.fallSuspected, .fall])
    }

    @Test("After a gap nothing that was before counts, as with a camera")
    func gap() throws {
        #expect(try !kinds(fall, gap: .seconds(4)).contains(.fall))
    }

    @Test("Whoever was only assumed to be there has not been seen to lie")
    func assumed() throws {
        var replay = JointReplay(settings: CameraSettings(camera: "c"), width: 640, height: 480)
        let pose = BodyTimeline.Body.lying.pose(noise: { 0 })
        for second in 0..<60 {
            let now = Instant(millisecondsSinceEpoch: Int64(second) * 1_000)
            let seen = try #require(person(pose, isAssumed: second > 5))
            #expect(replay.see([seen], at: now).isEmpty)
        }
    }

    @Test("Joints, posture and numbers are those of the recorded body")
    func body() throws {
        let seen = try #require(person(BodyTimeline.Body.lying.pose(noise: { 0 })))
        let replay = JointReplay(settings: CameraSettings(camera: "c"), width: 640, height: 480)
        #expect(replay.posture(of: seen) == .lying)
        #expect(seen.postureFeatures?.count == PostureFeatures.count)
        #expect(SeenPerson(track: 1, score: 1, joints: Array(seen.joints.dropLast())) == nil)
    }
}
