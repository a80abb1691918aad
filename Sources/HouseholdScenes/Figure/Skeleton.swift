/// The joints of a posed figure as points in the room, from forward kinematics.
struct Skeleton: Hashable, Sendable {
    /// The joints of one side of the body.
    struct Side: Hashable, Sendable {
        var shoulder: Vector3
        var elbow: Vector3
        var wrist: Vector3
        var hand: Vector3
        /// The direction in which the palm faces.
        var palm: Vector3
        var hip: Vector3
        var knee: Vector3
        var ankle: Vector3
        var toe: Vector3
    }

    /// The lengths of the body of a person 1.70 m tall, in metres.
    enum Measure {
        static let shoulderHalfWidth = 0.162
        static let hipHalfWidth = 0.088
        static let pelvisToWaist = 0.12
        static let waistToNeck = 0.40
        static let neckToHead = 0.2
        static let upperArm = 0.28
        static let forearm = 0.245
        static let hand = 0.13
        static let thigh = 0.41
        static let shin = 0.40
        static let foot = 0.155
    }

    var pelvis: Vector3
    var neck: Vector3
    var head: Vector3
    var headOrientation: Orientation
    var left: Side
    var right: Side

    /// Bends a body of `height` metres into `pose`, its lowest point `pose.clearance` above the floor.
    init(pose: BodyPose, height: Double) {
        let unit = height / 1.70
        let hips = Orientation(heading: pose.heading).pitched(pose.pitch).rolled(pose.roll).spun(pose.spin)
        let chest = hips.pitched(pose.waist)
        pelvis = Vector3(x: pose.place.x, y: 0, z: pose.place.z)
        let waist = pelvis + hips.up * (Measure.pelvisToWaist * unit)
        neck = waist + chest.up * (Measure.waistToNeck * unit)
        headOrientation = chest.pitched(pose.neck)
        head = neck + headOrientation.up * (Measure.neckToHead * unit)
        left = Side(
            chest: chest,
            hips: hips,
            neck: neck,
            pelvis: pelvis,
            arm: pose.leftArm,
            leg: pose.leftLeg,
            sign: 1,
            unit: unit
        )
        right = Side(
            chest: chest,
            hips: hips,
            neck: neck,
            pelvis: pelvis,
            arm: pose.rightArm,
            leg: pose.rightLeg,
            sign: -1,
            unit: unit
        )
        lift(by: pose.clearance - lowestPoint(unit: unit))
    }

    private func lowestPoint(unit: Double) -> Double {
        let torso = min(pelvis.y - 0.11 * unit, neck.y - 0.08 * unit, head.y - 0.1 * unit)
        return min(torso, left.lowestPoint(unit: unit), right.lowestPoint(unit: unit))
    }

    private mutating func lift(by rise: Double) {
        let up = Vector3(x: 0, y: rise, z: 0)
        pelvis = pelvis + up
        neck = neck + up
        head = head + up
        left.lift(by: up)
        right.lift(by: up)
    }
}

extension Skeleton.Side {
    fileprivate init(
        chest: Orientation,
        hips: Orientation,
        neck: Vector3,
        pelvis: Vector3,
        arm: BodyPose.Arm,
        leg: BodyPose.Leg,
        sign: Double,
        unit: Double
    ) {
        typealias Measure = Skeleton.Measure
        shoulder = neck + chest.left * (sign * Measure.shoulderHalfWidth * unit) - chest.up * (0.03 * unit)
        let upperArm = chest.pitched(-arm.flexion).rolled(-sign * arm.spread)
        elbow = shoulder - upperArm.up * (Measure.upperArm * unit)
        let forearm = upperArm.pitched(-arm.elbow)
        wrist = elbow - forearm.up * (Measure.forearm * unit)
        hand = wrist - forearm.up * (Measure.hand * unit)
        palm = forearm.left
        hip = pelvis + hips.left * (sign * Measure.hipHalfWidth * unit)
        let thigh = hips.pitched(-leg.flexion).rolled(-sign * leg.spread)
        knee = hip - thigh.up * (Measure.thigh * unit)
        let shin = thigh.pitched(leg.knee)
        ankle = knee - shin.up * (Measure.shin * unit)
        let foot = shin.pitched(leg.point)
        toe = ankle + foot.forward * (Measure.foot * unit) - foot.up * (0.035 * unit)
    }

    fileprivate func lowestPoint(unit: Double) -> Double {
        let arm = min(shoulder.y - 0.065 * unit, elbow.y - 0.05 * unit, hand.y - 0.035 * unit)
        let leg = min(hip.y - 0.09 * unit, knee.y - 0.065 * unit, ankle.y - 0.06 * unit, toe.y - 0.035 * unit)
        return min(arm, leg)
    }

    fileprivate mutating func lift(by up: Vector3) {
        shoulder = shoulder + up
        elbow = elbow + up
        wrist = wrist + up
        hand = hand + up
        hip = hip + up
        knee = knee + up
        ankle = ankle + up
        toe = toe + up
    }
}
