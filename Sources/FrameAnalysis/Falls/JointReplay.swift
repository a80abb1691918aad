public import MonitoringModel

/// What is concluded from joints that were recorded, without pictures and network.
///
/// So a rule can be tried on hours of footage in seconds. Who is who, and which pictures were looked at, stays as it was
/// recorded.
public struct JointReplay {
    /// What was concluded about one person.
    public struct Conclusion: Hashable, Sendable {
        /// The kind of observation that it becomes.
        public var kind: Observation.Kind
        /// Which person.
        public var track: Int
        /// Why, in words.
        public var why: String
        /// Whether somebody else is still on the floor, of a recovery.
        public var hasOthersDown: Bool
    }

    private let zones: ZoneMap
    private var falls = FallDetector()
    private var seenAt: Instant?

    /// Starts with a camera that has seen nobody.
    ///
    /// - Parameters:
    ///   - settings: Its zones, and whether it looks straight down.
    ///   - width: The width of its pictures in pixels.
    ///   - height: Their height in pixels.
    public init(settings: CameraSettings, width: Int, height: Int) {
        zones = ZoneMap(settings, width: width, height: height)
    }

    /// Takes the people of the next picture that the network looked at.
    ///
    /// - Parameters:
    ///   - people: Who was seen in it, and who was assumed to be still there.
    ///   - now: When it was taken.
    /// - Returns: What was concluded about falls.
    public mutating func see(_ people: [SeenPerson], at now: Instant) -> [Conclusion] {
        if let seenAt, now < seenAt || now - seenAt > CameraAnalyzer.gap { falls.reset() }
        seenAt = now
        let sightings = people.map {
            PersonTracker.Sighting(track: $0.track, pose: Pose($0), isAssumed: $0.isAssumed)
        }
        let size = (width: Int(zones.width), height: Int(zones.height))
        return falls.handle(sightings, in: zones, at: now, picture: size)
            .map {
                Conclusion(
                    kind: $0.kind.observation,
                    track: $0.track,
                    why: $0.why,
                    hasOthersDown: $0.hasOthersDown
                )
            }
    }

    /// Returns how somebody holds the body.
    public func posture(of person: SeenPerson) -> Posture {
        zones.posture(of: Pose(person))
    }
}

extension SeenPerson {
    /// What the posture is told by; `nil` if shoulders or hips are not seen.
    public var postureFeatures: [Double]? { PostureFeatures(Pose(self))?.values }
}

extension Pose {
    /// The joints of somebody who was seen.
    init(_ person: SeenPerson) {
        self.init(
            keypoints: person.joints.map { Keypoint(x: $0.x, y: $0.y, score: $0.score) },
            score: person.score
        )
    }
}
