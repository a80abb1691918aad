import MonitoringModel

/// An episode before one camera, from the first person or alert to the last, in the form of Frigate's reviews.
struct ReviewItem: FeedItem {
    /// The most sightings that are named.
    static let maximumDetections = 32

    /// How much it matters.
    enum Severity: String, Sendable {
        /// Somebody is in view.
        case detection
        /// Somebody has fallen, or there is an alert.
        case alert
    }

    /// What makes an update worth telling.
    struct Essence: Hashable {
        var severity: Severity
        var detections: [String]
        var zones: [ZoneID]
    }

    private let id: String
    private let camera: CameraID
    private let startedAt: Instant
    private var endedAt: Instant?
    /// What it is about: how much it matters, whose sightings and where.
    private(set) var essence: Essence

    /// Begins an episode.
    init(camera: CameraID, severity: Severity, at now: Instant) {
        id = "\(Double(now.millisecondsSinceEpoch) / 1_000)-\(camera)"
        self.camera = camera
        startedAt = now
        essence = Essence(severity: severity, detections: [], zones: [])
    }

    /// Takes note of what goes on; an episode that was an alert stays one.
    mutating func note(_ severity: Severity, detections: [String], zones: [ZoneID]) {
        if severity == .alert { essence.severity = .alert }
        let fresh = detections.filter { !essence.detections.contains($0) }
        essence.detections += fresh.prefix(max(0, Self.maximumDetections - essence.detections.count))
        essence.zones += zones.sorted().filter { !essence.zones.contains($0) }
    }

    /// Ends it.
    mutating func end(at now: Instant) {
        endedAt = max(now, startedAt)
    }

    var urgency: Int { essence.severity == .alert ? 1 : 0 }

    var document: JSONValue {
        JSONValue(object: [
            "id": .string(id), "camera": .string(camera.rawValue), "start_time": startedAt.secondsSinceEpoch,
            "end_time": endedAt?.secondsSinceEpoch ?? .null, "severity": .string(essence.severity.rawValue),
            "thumb_path": .null,
            "data": JSONValue(object: [
                "detections": .array(essence.detections.map { .string($0) }), "objects": .array([.string("person")]),
                "sub_labels": .array([]), "zones": PersonEvent.names(essence.zones), "audio": .array([]),
            ]),
        ])
    }
}
