import MonitoringModel

/// Which evidence is made of events.
enum EvidenceScope: Sendable {
    /// None, and no frame is kept.
    case nothing
    /// Pictures and figures.
    case pictures
    /// Pictures, figures, films and traces; somebody has to write the films that are promised.
    case films
}

/// Keeps one camera's last frames in memory and makes evidence of them when something happens.
struct CameraEvidence {
    /// How long before somebody was suspected to have fallen the body began to come down, at most.
    static let descent = Duration.milliseconds(1_700)

    /// What shows an event.
    struct Proof {
        /// The files that are there.
        var items: [EvidenceItem] = []
        /// The names of all files, those that are promised included.
        var ids: [EvidenceID] = []
    }

    private let settings: CameraSettings
    private let scope: EvidenceScope
    private var ring = FrameRing()
    private var recorder: ClipRecorder
    private var lastPeople: (people: [StoredFrame.Person], at: Instant)?
    private var suspectedAt: [Int: Instant] = [:]
    /// The frame being looked at, which the recorder gets once it is known who is in it.
    private var current: StoredFrame?

    /// Creates the evidence of a camera.
    ///
    /// - Parameters:
    ///   - settings: The camera's settings.
    ///   - scope: Which evidence is made.
    init(settings: CameraSettings, scope: EvidenceScope) {
        self.settings = settings
        self.scope = scope
        recorder = ClipRecorder(camera: settings.camera)
    }

    /// Whether frames are kept at all.
    var keepsFrames: Bool { scope != .nothing }
    /// The last frame, with the people who were last found if nobody has been looked for since.
    var last: StoredFrame? {
        guard var frame = ring.frames.last else { return nil }
        if frame.people == nil { frame.people = people(at: frame.takenAt) }
        return frame
    }
    /// Whether an event's frames are being collected.
    var isRecording: Bool { recorder.isRecording }
    /// The bytes of the pictures in memory, those of a clip that is being recorded aside.
    var bytes: Int { ring.bytes }

    /// Takes a frame of which everything private is black.
    mutating func add(_ jpeg: [UInt8], takenAt: Instant, width: Int, height: Int) {
        let frame = StoredFrame(jpeg: jpeg, takenAt: takenAt, width: width, height: height)
        ring.add(frame)
        current = frame
    }

    /// Takes note of who is in the frame.
    mutating func see(_ people: [StoredFrame.Person], at now: Instant) {
        lastPeople = (people, now)
        ring.see(people, at: now)
        if current?.takenAt == now { current?.people = people }
    }

    /// Returns who was found last, unless that is too long ago.
    func people(at now: Instant) -> [StoredFrame.Person] {
        guard let lastPeople, now >= lastPeople.at, now - lastPeople.at <= ZoneOccupancy.memory else { return [] }
        return lastPeople.people
    }

    /// Takes note of an event; returns what shows it.
    mutating func prove(_ event: Observation.Kind, track: Int, at now: Instant) -> Proof {
        guard scope != .nothing else { return Proof() }
        switch event {
        case .fallSuspected:
            // Nothing is stored for a mere suspicion: its frames are in the ring until it is confirmed.
            if suspectedAt.count > 2 * PersonTracker.maximumTracks { suspectedAt.removeAll() }
            suspectedAt[track] = now
            return Proof()
        case .fall, .onFloor:
            let suspected = suspectedAt.removeValue(forKey: track).flatMap { now - $0 <= .seconds(5) ? $0 : nil }
            return show(event, track, since: suspected ?? now - .seconds(1), at: now)
        case .recovered:
            recorder.extend(to: now)
            return Proof()
        default: return Proof()
        }
    }

    /// Ends the look at a frame; returns a clip that is complete.
    mutating func finishFrame() -> RecordedClip? {
        defer { current = nil }
        return current.flatMap { recorder.add($0) }
    }

    /// Lets a second pass by the service's clock; returns a clip to which nothing more comes.
    mutating func tick() -> RecordedClip? {
        ring.tick()
        return recorder.tick()
    }

    /// Forgets the frames, whose times mean nothing any more; returns the clip so far.
    mutating func restart() -> RecordedClip? {
        ring.removeAll()
        lastPeople = nil
        suspectedAt.removeAll()
        current = nil
        return recorder.finish()
    }

    private mutating func show(_ event: Observation.Kind, _ track: Int, since start: Instant, at now: Instant) -> Proof
    {
        var proof = Proof()
        let name = EvidenceName(camera: settings.camera, observedAt: now, event: event, kind: .snapshot)
        func keep(_ kind: EvidenceKind, _ bytes: [UInt8]?) {
            guard let bytes, let id = name.sibling(kind).id else { return }
            proof.items.append(EvidenceItem(id: id, kind: kind, bytes: bytes))
            proof.ids.append(id)
        }
        // Somebody found lying has not come down: there is no before.
        let hasFallen = event == .fall
        let down = start - Self.descent
        let before = SnapshotChooser.earlier(ring.frames(from: down - .seconds(3), through: down), near: down)
        let moment = ring.frames(from: start, through: now)
        let best = SnapshotChooser.best(of: moment, track: track) ?? ring.frames.last
        keep(.snapshot, best.flatMap { Picture.colour($0.jpeg)?.evidenceJPEG() })
        // The best picture may be one in which nobody was found; the figure needs somebody.
        let posed = SnapshotChooser.best(of: moment.filter { !($0.people ?? []).isEmpty }, track: track) ?? best
        if let posed {
            let painter = SkeletonPainter(zones: settings.zones)
            keep(.skeleton, painter.jpeg(of: posed, track: track, before: hasFallen ? before : nil))
        }
        if hasFallen { keep(.before, before.flatMap { Picture.colour($0.jpeg)?.evidenceJPEG() }) }
        if scope == .films {
            let clip = recorder.record(event, since: start, at: now, ring)
            proof.ids += [clip.id, clip.sibling(.trace).id].compactMap(\.self)
        }
        return proof
    }
}
