/// One thing that a camera's pictures showed, or that went wrong with the camera.
public struct Observation: Hashable, Codable, Sendable {
    /// What was seen.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Somebody is in view; repeated while it is so.
        case person
        /// Nobody is in view any more.
        case empty
        /// Something moved; repeated at most once a second while it does.
        case motion
        /// The movement has stopped.
        case noMotion = "no_motion"
        /// Somebody has come down fast; not yet certain.
        case fallSuspected = "fall_suspected"
        /// Somebody has fallen.
        case fall
        /// Somebody lies on the floor.
        case onFloor = "on_floor"
        /// The person who had fallen is up again.
        case recovered
        /// A person in view has not moved for the permitted time.
        case still
        /// The picture is too dark or too even to see anything.
        case cameraDark = "camera_dark"
        /// The camera sends nothing.
        case cameraOffline = "camera_offline"
        /// The camera sends pictures in which something can be seen again.
        case cameraOnline = "camera_online"
    }

    /// The camera that saw it.
    public var camera: CameraID
    /// What was seen.
    public var kind: Kind
    /// When the picture was taken.
    public var observedAt: Instant
    /// The person's track within this camera's pictures, if it concerns one.
    public var track: Int?
    /// The posture of the person, if known.
    public var posture: Posture?
    /// How sure the analysis is, 0 to 1.
    public var confidence: Double
    /// Why it was concluded, in words for a person who checks it.
    public var why: String
    /// Pictures that show it.
    public var evidence: [EvidenceID]

    /// Creates an observation.
    public init(
        camera: CameraID,
        kind: Kind,
        observedAt: Instant,
        track: Int? = nil,
        posture: Posture? = nil,
        confidence: Double,
        why: String,
        evidence: [EvidenceID] = []
    ) {
        self.camera = camera
        self.kind = kind
        self.observedAt = observedAt
        self.track = track
        self.posture = posture
        self.confidence = confidence
        self.why = why
        self.evidence = evidence
    }
}

/// How a person holds the body.
public enum Posture: String, Codable, Sendable, CaseIterable {
    /// Standing or walking.
    case upright
    /// Sitting.
    case sitting
    /// Bending or kneeling.
    case bending
    /// Lying.
    case lying
    /// Not to be told.
    case unknown
}
