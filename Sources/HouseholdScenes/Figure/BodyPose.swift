/// Where a figure is and how its joints are bent, in metres and degrees.
///
/// All angles are zero in a person who stands at attention. Poses mix linearly, so a movement is a list of
/// poses and times.
public struct BodyPose: Hashable, Sendable {
    /// One leg: how far the thigh is raised and spread, the knee bent, the toes pointed.
    public struct Leg: Hashable, Sendable {
        /// Degrees that the thigh is raised to the front.
        public var flexion = 0.0
        /// Degrees that the thigh is spread to the side.
        public var spread = 4.5
        /// Degrees that the knee is bent.
        public var knee = 0.0
        /// Degrees that the toes point down from square.
        public var point = 0.0
    }

    /// One arm: how far it is raised and spread, the elbow bent.
    public struct Arm: Hashable, Sendable {
        /// Degrees that the upper arm is raised to the front.
        public var flexion = 0.0
        /// Degrees that the upper arm is spread to the side.
        public var spread = 14.0
        /// Degrees that the elbow is bent.
        public var elbow = 24.0
    }

    /// Where the hips are over the floor.
    public var place = FloorPoint(x: 0, z: 0)
    /// Metres from the floor to the lowest point of the body.
    public var clearance = 0.0
    /// Degrees that the figure is turned: 0 faces the camera, 90 the picture's right.
    public var heading = 0.0
    /// Degrees that the whole body leans forward; 90 lies face down, -90 on the back.
    public var pitch = 0.0
    /// Degrees that the whole body leans to its left; 90 lies on the left side.
    public var roll = 0.0
    /// Degrees that the whole body is turned about its own length to its left; a body on its back then lies on its left
    /// side at 90.
    public var spin = 0.0
    /// Degrees that the chest bends forward over the hips.
    public var waist = 0.0
    /// Degrees that the head bends forward over the chest.
    public var neck = 0.0
    /// The left leg.
    public var leftLeg = Leg()
    /// The right leg.
    public var rightLeg = Leg()
    /// The left arm.
    public var leftArm = Arm()
    /// The right arm.
    public var rightArm = Arm()

    /// A person who stands straight in the middle of the room and faces the camera.
    public init() {}

    /// The pose a share of the way from this one to another: 0 is this one, 1 the other.
    func mixed(with other: BodyPose, share: Double) -> BodyPose {
        func mix(_ from: Double, _ to: Double) -> Double { from + (to - from) * share }
        var pose = self
        pose.place.x = mix(place.x, other.place.x)
        pose.place.z = mix(place.z, other.place.z)
        pose.clearance = mix(clearance, other.clearance)
        pose.heading = mix(heading, other.heading)
        pose.pitch = mix(pitch, other.pitch)
        pose.roll = mix(roll, other.roll)
        pose.spin = mix(spin, other.spin)
        pose.waist = mix(waist, other.waist)
        pose.neck = mix(neck, other.neck)
        pose.leftLeg = leftLeg.mixed(with: other.leftLeg, share: share)
        pose.rightLeg = rightLeg.mixed(with: other.rightLeg, share: share)
        pose.leftArm = leftArm.mixed(with: other.leftArm, share: share)
        pose.rightArm = rightArm.mixed(with: other.rightArm, share: share)
        return pose
    }
}

extension BodyPose.Leg {
    fileprivate func mixed(with other: Self, share: Double) -> Self {
        Self(
            flexion: flexion + (other.flexion - flexion) * share,
            spread: spread + (other.spread - spread) * share,
            knee: knee + (other.knee - knee) * share,
            point: point + (other.point - point) * share
        )
    }
}

extension BodyPose.Arm {
    fileprivate func mixed(with other: Self, share: Double) -> Self {
        Self(
            flexion: flexion + (other.flexion - flexion) * share,
            spread: spread + (other.spread - spread) * share,
            elbow: elbow + (other.elbow - elbow) * share
        )
    }
}
