/// The way from the floor back onto the feet.
extension BodyPose {
    /// One key pose on the way up, with its share of the time.
    struct Step {
        var pose: BodyPose
        var share: Double
        var posture: Posture
    }

    /// The key poses from lying after a fall to standing: over all fours from the belly, else over sitting and a crouch.
    func stepsUp(after direction: FallDirection) -> [Step] {
        let raised = direction == .forward ? onAllFours() : sittingOnFloor(after: direction)
        let crouch = raised.crouching(forward: direction == .forward)
        return [
            Step(pose: raised, share: 0.4, posture: .sitting),
            Step(pose: crouch, share: 0.28, posture: .bending),
            Step(pose: .standing(at: crouch.place, heading: heading), share: 0.32, posture: .upright),
        ]
    }

    private func onAllFours() -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 78
        pose.neck = -20
        pose.setLegs(Leg(flexion: 76, spread: 6, knee: 88, point: 60))
        pose.setArms(Arm(flexion: 82, spread: 8, elbow: 6))
        return pose
    }

    private func sittingOnFloor(after direction: FallDirection) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = -14
        pose.waist = 22
        pose.setLegs(Leg(flexion: 93, spread: 10, knee: 40, point: 8))
        pose.setArms(Arm(flexion: direction == .backward ? -20 : 10, spread: 26, elbow: 20))
        return pose
    }

    private func crouching(forward: Bool) -> BodyPose {
        var pose = BodyPose.standing(at: moved(.forward, by: forward ? 0.05 : 0.3), heading: heading)
        pose.pitch = 34
        pose.waist = 20
        pose.neck = -14
        pose.setLegs(Leg(flexion: 112, spread: 8, knee: 112, point: -32))
        pose.setArms(Arm(flexion: 50, spread: 12, elbow: 34))
        return pose
    }
}
