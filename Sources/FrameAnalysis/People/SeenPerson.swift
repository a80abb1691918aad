public import MonitoringModel

/// A person in one picture, for drawings and traces.
public struct SeenPerson: Hashable, Sendable {
    /// A joint or part of the face, in pixels of the picture.
    public struct Joint: Hashable, Sendable {
        /// From the left edge.
        public var x: Double
        /// From the top edge.
        public var y: Double
        /// How sure the network is, 0 to 1; below 0.1 the place means nothing.
        public var score: Double

        /// Creates a joint.
        public init(x: Double, y: Double, score: Double) {
            self.x = x
            self.y = y
            self.score = score
        }
    }

    /// The person's track within the camera's pictures.
    public var track: Int
    /// How the person holds the body.
    public var posture: Posture
    /// How sure the network is that this is a person, 0 to 1.
    public var score: Double
    /// Nose, eyes, ears, then left and right shoulder, elbow, wrist, hip, knee and ankle: 17 places.
    public var joints: [Joint]
    /// Whether the person was not seen in this picture but, since nothing has moved there, must still be there.
    public var isAssumed: Bool

    /// The number of joints that somebody has.
    public static let jointCount = 17

    /// Creates somebody whose joints were recorded; `nil` unless there are ``jointCount`` of them.
    public init?(track: Int, score: Double, joints: [Joint], posture: Posture = .unknown, isAssumed: Bool = false) {
        guard joints.count == Self.jointCount else { return nil }
        self.track = track
        self.posture = posture
        self.score = score
        self.joints = joints
        self.isAssumed = isAssumed
    }

    /// Takes over what the tracker saw.
    init(_ sighting: PersonTracker.Sighting, posture: Posture) {
        track = sighting.track
        self.posture = posture
        score = sighting.pose.score
        joints = sighting.pose.keypoints.map { Joint(x: $0.x, y: $0.y, score: $0.score) }
        isAssumed = sighting.isAssumed
    }
}
