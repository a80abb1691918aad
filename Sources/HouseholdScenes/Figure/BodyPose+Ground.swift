/// The key poses near the floor.
extension BodyPose {
    /// Kneels with the upper body upright.
    static func kneeling(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 6
        pose.neck = 14
        pose.setLegs(Leg(flexion: 10, spread: 6, knee: 100, point: 60))
        pose.setArms(Arm(flexion: 34, spread: 10, elbow: 50))
        return pose
    }

    /// Kneels and leans down onto the hands, as somebody who weeds a bed or wipes the floor.
    static func onKneesAndHands(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 74
        pose.neck = -20
        pose.setLegs(Leg(flexion: 78, spread: 6, knee: 92, point: 60))
        pose.setArms(Arm(flexion: 80, spread: 8, elbow: 8))
        return pose
    }

    /// Kneels with the forehead on the floor, as in prayer or to look under a bed.
    static func prostrate(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 106
        pose.waist = 14
        pose.neck = -8
        pose.setLegs(Leg(flexion: 108, spread: 6, knee: 112, point: 60))
        pose.setArms(Arm(flexion: 118, spread: 14, elbow: 70))
        return pose
    }

    /// Sits on the heels.
    static func onHeels(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 8
        pose.waist = 4
        pose.neck = 10
        pose.setLegs(Leg(flexion: 80, spread: 8, knee: 152, point: 60))
        pose.setArms(Arm(flexion: 34, spread: 8, elbow: 40))
        return pose
    }

    /// Crouches on the feet.
    static func crouched(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 30
        pose.waist = 20
        pose.neck = -10
        pose.setLegs(Leg(flexion: 116, spread: 8, knee: 118, point: -30))
        pose.setArms(Arm(flexion: 52, spread: 10, elbow: 30))
        return pose
    }

    /// Sits on the floor, leaning on the hands.
    static func seatedOnFloor(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = -12
        pose.waist = 18
        pose.setLegs(Leg(flexion: 95, spread: 10, knee: 40, point: 8))
        pose.setArms(Arm(flexion: -16, spread: 24, elbow: 14))
        return pose
    }

    /// Sits on the floor with crossed legs and the upper body upright.
    static func crossLegged(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = 4
        pose.waist = 10
        pose.neck = 6
        pose.setLegs(Leg(flexion: 82, spread: 42, knee: 112, point: 30))
        pose.setArms(Arm(flexion: 26, spread: 12, elbow: 50))
        return pose
    }

    /// Lies on the back, the feet towards `heading`.
    static func onBack(at place: FloorPoint, heading: Double, clearance: Double = 0) -> BodyPose {
        var pose = BodyPose.reclined(at: place, clearance: clearance)
        pose.heading = heading
        return pose
    }

    /// Sits with the upper body bent to the feet, as somebody who ties the laces.
    static func bentOverFeet(at place: FloorPoint, heading: Double) -> BodyPose {
        var pose = BodyPose.seated(at: place, heading: heading)
        pose.pitch = 38
        pose.waist = 34
        pose.neck = 10
        pose.setLegs(Leg(flexion: 122, spread: 8, knee: 82, point: 0))
        pose.setArms(Arm(flexion: 70, spread: 5, elbow: 6))
        return pose
    }

    /// Has slid down a wall and sits against it in a heap.
    static func slumped(at place: FloorPoint, heading: Double, lean: Double) -> BodyPose {
        var pose = BodyPose.standing(at: place, heading: heading)
        pose.pitch = -8
        pose.roll = lean
        pose.waist = 26
        pose.neck = 34
        pose.leftLeg = Leg(flexion: 107, spread: 14, knee: 58, point: 10)
        pose.rightLeg = Leg(flexion: 80, spread: 12, knee: 4, point: 16)
        pose.setArms(Arm(flexion: 30, spread: 14, elbow: 42))
        return pose
    }

    /// The knees give way: halfway down to a heap.
    func buckling() -> BodyPose {
        var pose = BodyPose.standing(at: moved(.backward, by: 0.1), heading: heading)
        pose.pitch = 14
        pose.waist = 24
        pose.neck = 26
        pose.setLegs(Leg(flexion: 78, spread: 8, knee: 104, point: -10))
        pose.setArms(Arm(flexion: 14, spread: 18, elbow: 16))
        return pose
    }

    /// Has rolled out of bed and lies on the floor, on a side, half on the belly.
    static func rolledOut(to place: FloorPoint, heading: Double, spin: Double) -> BodyPose {
        var pose = BodyPose.reclined(at: place, clearance: 0)
        pose.heading = heading
        pose.spin = spin
        pose.leftLeg = Leg(flexion: 20, spread: 0, knee: 32, point: 20)
        pose.rightLeg = Leg(flexion: 40, spread: -3, knee: 54, point: 20)
        pose.leftArm = Arm(flexion: 80, spread: -4, elbow: 40)
        pose.rightArm = Arm(flexion: 46, spread: -10, elbow: 58)
        return pose
    }
}
