import MonitoringModel

/// Collects the frames of events: from five seconds before to ten seconds after, over what overlaps once.
struct ClipRecorder: Sendable {
    /// How much of the time before an event is shown.
    static let before = Duration.seconds(5)
    /// How much of the time after an event is shown.
    static let after = Duration.seconds(10)
    /// The longest clip.
    static let longest = Duration.seconds(60)
    /// The most bytes of a clip's pictures; it ends there.
    static let maximumBytes = 32 << 20
    /// How long no frame may come, by the service's clock, until the clip ends with what there is, in seconds.
    static let patience = 15

    private struct OpenClip: Sendable {
        var name: EvidenceName
        var start: Instant
        var end: Instant
        var frames: [StoredFrame]
        var bytes: Int
        var silentSeconds = 0
    }

    private let camera: CameraID
    private var clip: OpenClip?

    /// Creates a recorder without a clip.
    init(camera: CameraID) {
        self.camera = camera
    }

    /// Whether an event's frames are being collected.
    var isRecording: Bool { clip != nil }

    /// Takes note of an event; returns the names of the film and the trace that will show it.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - start: When it began.
    ///   - now: When it was known.
    ///   - ring: The frames so far.
    /// - Returns: The name of the clip, that of the one being recorded if it overlaps.
    mutating func record(_ event: Observation.Kind, since start: Instant, at now: Instant, _ ring: FrameRing)
        -> EvidenceName
    {
        if let name = extend(to: now) { return name }
        let name = EvidenceName(camera: camera, observedAt: now, event: event, kind: .clip)
        let first = start - Self.before
        let frames = ring.frames(from: first, through: now)
        let bytes = frames.reduce(0) { $0 + $1.jpeg.count }
        clip = OpenClip(name: name, start: first, end: now + Self.after, frames: frames, bytes: bytes)
        return name
    }

    /// Makes a clip that is being recorded longer; returns its name, or `nil` if there is none.
    @discardableResult
    mutating func extend(to now: Instant) -> EvidenceName? {
        guard let open = clip else { return nil }
        clip?.end = max(open.end, min(now + Self.after, open.start + Self.longest))
        return open.name
    }

    /// Adds a frame, with the people in it; returns the clip if it is complete.
    mutating func add(_ frame: StoredFrame) -> RecordedClip? {
        guard var open = clip else { return nil }
        if let last = open.frames.indices.last, open.frames[last].takenAt == frame.takenAt {
            // The frame of the event itself, which came with the ring: now it is known who is in it.
            clip?.frames[last].people = frame.people
            return nil
        }
        let isNewer = open.frames.last.map { frame.takenAt > $0.takenAt } ?? true
        let hasPlace = open.bytes + frame.jpeg.count <= Self.maximumBytes
        guard isNewer, hasPlace, frame.takenAt <= open.end else { return finish() }
        open.frames.append(frame)
        open.bytes += frame.jpeg.count
        open.silentSeconds = 0
        clip = open
        return nil
    }

    /// Lets a second pass by the service's clock; returns the clip if nothing more seems to come.
    mutating func tick() -> RecordedClip? {
        guard let open = clip else { return nil }
        clip?.silentSeconds += 1
        return open.silentSeconds >= Self.patience ? finish() : nil
    }

    /// Ends the clip with what there is.
    mutating func finish() -> RecordedClip? {
        defer { clip = nil }
        guard let clip, !clip.frames.isEmpty, let id = clip.name.id, let trace = clip.name.sibling(.trace).id else {
            return nil
        }
        return RecordedClip(id: id, trace: trace, camera: camera, frames: clip.frames)
    }
}
