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
        /// The picture is too dark to see anything.
        case cameraDark = "camera_dark"
        /// Something stands before the lens: the picture is bright enough but shows nothing.
        case cameraCovered = "camera_covered"
        /// The same picture comes again and again.
        case cameraFrozen = "camera_frozen"
        /// The camera looks elsewhere than before.
        case cameraMoved = "camera_moved"
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
    /// How many people are in view; `nil` if that is not known.
    public var people: Int?
    /// How many people are in each zone that has any; empty if there are no zones.
    public var zones: [ZoneID: Int] = [:]
    /// Whether somebody who is upright is with the person it concerns.
    public var hasCompany = false
    /// Whether somebody else is still on the floor, of a recovery.
    public var hasOthersDown = false
    /// The share of the picture that changed, 0 to 1, of a movement; `nil` if that is not known.
    public var changed: Double?

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

extension Observation {
    private enum CodingKeys: String, CodingKey {
        case camera, kind, observedAt, track, posture, confidence, why, evidence, people, zones, hasCompany,
            hasOthersDown,
            changed
    }

    /// Reads an observation; those that were stored by the first release have no people, zones and company.
    ///
    /// - Throws: `DecodingError` if a field is missing or has a wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        camera = try container.decode(CameraID.self, forKey: .camera)
        kind = try container.decode(Kind.self, forKey: .kind)
        observedAt = try container.decode(Instant.self, forKey: .observedAt)
        track = try container.decodeIfPresent(Int.self, forKey: .track)
        posture = try container.decodeIfPresent(Posture.self, forKey: .posture)
        confidence = try container.decode(Double.self, forKey: .confidence)
        why = try container.decode(String.self, forKey: .why)
        evidence = try container.decode([EvidenceID].self, forKey: .evidence)
        people = try container.decodeIfPresent(Int.self, forKey: .people)
        zones = try container.decodeIfPresent([ZoneID: Int].self, forKey: .zones) ?? [:]
        hasCompany = try container.decodeIfPresent(Bool.self, forKey: .hasCompany) ?? false
        hasOthersDown = try container.decodeIfPresent(Bool.self, forKey: .hasOthersDown) ?? false
        changed = try container.decodeIfPresent(Double.self, forKey: .changed)
    }
}

/// How a person holds the body.
public enum Posture: String, Codable, Sendable, CaseIterable {
    /// Standing or walking.
    case upright
    /// Sitting.
    case sitting
    /// Bending forward.
    case bending
    /// Kneeling or on hands and knees.
    case kneeling
    /// Lying, it is not known on what.
    case lying
    /// Lying on a bed or a sofa, by the zones.
    case lyingOnFurniture = "lying_on_furniture"
    /// Lying on the floor.
    case lyingOnFloor = "lying_on_floor"
    /// Not to be told.
    case unknown
}
