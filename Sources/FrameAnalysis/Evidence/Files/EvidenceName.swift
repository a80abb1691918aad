public import MonitoringModel

/// The parts of an evidence file's name: `<camera>-<milliseconds>-<event><suffix>`, such as
/// `hall-1772442000000-fall.skeleton.jpg`.
public struct EvidenceName: Hashable, Sendable {
    /// How long after its event a film may take to be there: it runs on at most a minute and is then written.
    public static let finishingTime = Duration.seconds(180)
    /// The most characters of a camera's name that go into a file's name.
    static let cameraLength = 80

    /// The camera, by the first 80 characters of its name.
    public let camera: String
    /// When it happened.
    public let observedAt: Instant
    /// What happened, as in ``MonitoringModel/Observation/Kind``.
    public let event: String
    /// What the file shows.
    public let kind: EvidenceKind

    /// Creates a name.
    init(camera: CameraID, observedAt: Instant, event: Observation.Kind, kind: EvidenceKind) {
        self.camera = String(camera.rawValue.prefix(Self.cameraLength))
        self.observedAt = observedAt
        self.event = event.rawValue
        self.kind = kind
    }

    /// Creates the name of a picture that was asked for, of a camera in which nothing need have happened.
    public init(requestedOf camera: CameraID, at instant: Instant) {
        self.init(
            camera: String(camera.rawValue.prefix(Self.cameraLength)),
            observedAt: instant,
            event: "requested",
            kind: .snapshot
        )
    }

    private init(camera: String, observedAt: Instant, event: String, kind: EvidenceKind) {
        self.camera = camera
        self.observedAt = observedAt
        self.event = event
        self.kind = kind
    }

    /// Reads the name of a file; `nil` if it is none of ours.
    public init?(_ id: EvidenceID) {
        let text = id.rawValue
        // `.jpg` ends every picture's name, so the longest fitting end is the one.
        let fitting = EvidenceKind.allCases.filter { text.hasSuffix($0.suffix) }
        guard let kind = fitting.max(by: { $0.suffix.utf8.count < $1.suffix.utf8.count }) else { return nil }
        let stem = text.dropLast(kind.suffix.count)
        guard let last = stem.lastIndex(of: "-"),
            let middle = stem[..<last].lastIndex(of: "-"),
            let milliseconds = Int64(stem[stem.index(after: middle)..<last])
        else { return nil }
        let event = stem[stem.index(after: last)...]
        guard middle > stem.startIndex, !event.isEmpty else { return nil }
        camera = String(stem[..<middle])
        observedAt = Instant(millisecondsSinceEpoch: milliseconds)
        self.event = String(event)
        self.kind = kind
    }

    /// The identifier under which observations mention the file; `nil` if it is too long.
    public var id: EvidenceID? {
        EvidenceID("\(camera)-\(observedAt.millisecondsSinceEpoch)-\(event)\(kind.suffix)")
    }

    /// Returns the name of another file about the same event.
    public func sibling(_ kind: EvidenceKind) -> EvidenceName {
        EvidenceName(camera: camera, observedAt: observedAt, event: event, kind: kind)
    }

    /// Returns whether a file that is not there may still come: a film is promised before it is written.
    public func isPending(at now: Instant) -> Bool {
        kind.isFinishedLater && now - observedAt <= Self.finishingTime
    }
}
