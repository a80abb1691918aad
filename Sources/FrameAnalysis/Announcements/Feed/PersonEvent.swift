import MonitoringModel

/// The sighting of one person, from coming into view to leaving it, in the form of Frigate's events.
struct PersonEvent: FeedItem {
    /// The most pictures and clips that are named.
    static let maximumEvidence = 8
    /// The longest reason that is told, in characters.
    static let maximumReason = 200

    /// What makes an update worth telling.
    struct Essence: Hashable {
        var zones: [ZoneID]
        var posture: Posture
        var hasFallen: Bool
        var evidence: [EvidenceID]
    }

    /// Its name: the time it began, the camera and the track.
    let id: String
    private let camera: CameraID
    private let startedAt: Instant
    private var frameAt: Instant
    private var endedAt: Instant?
    private var score: Double
    private var topScore: Double
    private var zones: [ZoneID] = []
    private var entered: [ZoneID] = []
    private var posture = Posture.unknown
    /// Whether the person has fallen and is not up again.
    private(set) var hasFallen = false
    private var isStill = false
    private var evidence: [EvidenceID] = []
    private var why: String

    /// Begins with the first sighting.
    init(_ observation: Observation) {
        let started = observation.observedAt
        let track = observation.track.map { "-\($0)" } ?? ""
        id = "\(Double(started.millisecondsSinceEpoch) / 1_000)-\(observation.camera)\(track)"
        camera = observation.camera
        startedAt = started
        frameAt = started
        score = observation.confidence
        topScore = observation.confidence
        why = observation.why
        note(observation)
    }

    /// Takes note of a further sighting.
    mutating func note(_ observation: Observation) {
        frameAt = observation.observedAt
        score = observation.confidence
        topScore = max(topScore, observation.confidence)
        why = String(observation.why.prefix(Self.maximumReason))
        posture = observation.posture ?? posture
        isStill = observation.kind == .still
        if observation.kind == .person || !observation.zones.isEmpty {
            zones = observation.zones.filter { $0.value > 0 }.keys.sorted()
            entered += zones.filter { !entered.contains($0) }
        }
        if observation.kind == .fall || observation.kind == .onFloor { hasFallen = true }
        if observation.kind == .recovered { hasFallen = false }
        let fresh = observation.evidence.filter { !evidence.contains($0) }
        evidence += fresh.prefix(max(0, Self.maximumEvidence - evidence.count))
    }

    /// Takes note that the person has left, or is no longer looked for.
    mutating func end(at now: Instant) {
        endedAt = max(now, startedAt)
    }

    var essence: Essence {
        Essence(zones: zones, posture: posture, hasFallen: hasFallen, evidence: evidence)
    }

    var urgency: Int { hasFallen ? 1 : 0 }

    var document: JSONValue {
        JSONValue(object: [
            "id": .string(id), "camera": .string(camera.rawValue), "label": .string("person"), "sub_label": .null,
            "frame_time": frameAt.secondsSinceEpoch, "start_time": startedAt.secondsSinceEpoch,
            "end_time": endedAt?.secondsSinceEpoch ?? .null, "score": .number(score), "top_score": .number(topScore),
            "false_positive": .bool(false), "stationary": .bool(isStill), "active": .bool(!isStill),
            "box": .null, "current_zones": Self.names(zones), "entered_zones": Self.names(entered),
            "has_snapshot": .bool(evidence.contains { !Self.isClip($0) }),
            "has_clip": .bool(evidence.contains(where: Self.isClip)), "thumbnail": .null,
            "posture": .string(posture.rawValue), "fall": .bool(hasFallen),
            "evidence": .array(evidence.map { .string($0.rawValue) }), "why": .string(why),
        ])
    }

    private static func isClip(_ evidence: EvidenceID) -> Bool {
        evidence.rawValue.hasSuffix(".mp4") || evidence.rawValue.hasSuffix(".webm")
    }

    /// The names of zones as an array.
    static func names(_ zones: [ZoneID]) -> JSONValue { .array(zones.map { .string($0.rawValue) }) }
}
