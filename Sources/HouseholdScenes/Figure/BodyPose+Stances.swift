/// The key poses that movements are made of; each keeps the place and heading it is given.
extension BodyPose {
    /// Stands at a place.
    static func standing(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose()
        pose.place = place
        pose.heading = heading
        pose.leftLeg.flexion = 11
        pose.rightLeg.flexion = -9
        pose.leftArm.flexion = -5
        pose.rightArm.flexion = 9
        return pose
    }

    /// Sits upright at a place, feet on the floor.
    static func seated(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = -5
        pose.waist = 6
        pose.setLegs(Leg(flexion: 84, spread: 7, knee: 80, point: 0))
        pose.setArms(Arm(flexion: 22, spread: 12, elbow: 62))
        return pose
    }

    /// Halfway between standing and sitting.
    static func lowering(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 24
        pose.waist = 14
        pose.setLegs(Leg(flexion: 66, spread: 5, knee: 62, point: -8))
        pose.setArms(Arm(flexion: 38, spread: 12, elbow: 30))
        return pose
    }

    /// Bends down to the floor.
    static func bent(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 52
        pose.waist = 34
        pose.neck = -18
        pose.setLegs(Leg(flexion: 68, spread: 5, knee: 34, point: -16))
        pose.setArms(Arm(flexion: 84, spread: 6, elbow: 8))
        return pose
    }

    /// Lies on the back on something `clearance` metres high, head to the picture's right.
    static func reclined(at place: FloorPoint, clearance: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: -90)
        pose.clearance = clearance
        pose.pitch = -90
        pose.neck = 8
        pose.setLegs(Leg(flexion: 8, spread: 6, knee: 12, point: 15))
        pose.setArms(Arm(flexion: 6, spread: 12, elbow: 22))
        return pose
    }

    /// Loses the balance on the way to a fall.
    func tipping(_ direction: FallDirection) -> BodyPose {
        var pose = BodyPose.standing(at: moved(direction, by: 0.12), heading: heading)
        pose.lean(direction, by: 15)
        pose.setLegs(Leg(flexion: 14, spread: 4, knee: 24, point: 0))
        pose.setArms(Arm(flexion: direction == .backward ? 40 : 30, spread: 42, elbow: 38))
        return pose
    }

    /// Lies on the floor after a fall from here.
    func fallen(_ direction: FallDirection) -> BodyPose {
        var pose = BodyPose.standing(at: moved(direction, by: 0.66), heading: heading)
        switch direction {
        case .forward:
            pose.pitch = 86
            pose.neck = -22
            pose.setLegs(Leg(flexion: -2, spread: 8, knee: 8, point: 55))
            pose.leftArm = Arm(flexion: 168, spread: 34, elbow: 14)
            pose.rightArm = Arm(flexion: -6, spread: 26, elbow: 6)
        case .backward:
            pose.pitch = -87
            pose.neck = 6
            pose.setLegs(Leg(flexion: 14, spread: 10, knee: 26, point: 15))
            pose.setArms(Arm(flexion: 8, spread: 42, elbow: 24))
        case .left, .right:
            // The lower arm lies in front of the body, the upper one over it; neither holds the body up.
            pose.lean(direction, by: 86)
            let lower = (
                arm: Arm(flexion: 82, spread: -4, elbow: 34), leg: Leg(flexion: 18, spread: 0, knee: 30, point: 20)
            )
            let upper = (
                arm: Arm(flexion: 38, spread: -10, elbow: 62), leg: Leg(flexion: 34, spread: -3, knee: 48, point: 20)
            )
            (pose.leftArm, pose.rightArm) = direction == .left ? (lower.arm, upper.arm) : (upper.arm, lower.arm)
            (pose.leftLeg, pose.rightLeg) = direction == .left ? (lower.leg, upper.leg) : (upper.leg, lower.leg)
        }
        return pose
    }

    /// Moves a place in a direction of this pose's own.
    func moved(_ direction: FallDirection, by metres: Double) -> FloorPoint {
        let axes = Orientation(heading: heading)
        let way =
            switch direction {
            case .forward: axes.forward
            case .backward: axes.forward * -1
            case .left: axes.left
            case .right: axes.left * -1
            }
        return FloorPoint(x: place.x + way.x * metres, z: place.z + way.z * metres)
    }

    private mutating func lean(_ direction: FallDirection, by degrees: Double) {
        switch direction {
        case .forward: pitch = degrees
        case .backward: pitch = -degrees
        case .left: roll = degrees
        case .right: roll = -degrees
        }
    }

    /// Bends both legs alike.
    mutating func setLegs(_ leg: Leg) {
        leftLeg = leg
        rightLeg = leg
    }

    /// Bends both arms alike.
    mutating func setArms(_ arm: Arm) {
        leftArm = arm
        rightArm = arm
    }
}
