import MonitoringModel

/// Turns what each frame showed into observations: edges at once, lasting things now and then.
struct CameraReport {
    private let camera: CameraID
    private var frame = AnalyzedFrame()
    private var motionSince: Instant?
    private var lastMotionAt: Instant?
    private var motionToldAt: Instant?
    private var personToldAt: Instant?
    private var personSeenAt: Instant?
    private var emptyToldAt: Instant?
    private var lookingSince: Instant?
    private var occupancy = ZoneOccupancy()

    /// Creates the report of a camera that has shown nothing.
    init(camera: CameraID) {
        self.camera = camera
    }

    /// Hands out what there is to say about the current frame.
    mutating func take() -> AnalyzedFrame {
        defer { frame = AnalyzedFrame() }
        return frame
    }

    /// Forgets what was going on: the frames before say nothing about the next one.
    mutating func restart(at now: Instant) {
        motionSince = nil
        lastMotionAt = nil
        motionToldAt = nil
        personToldAt = nil
        emptyToldAt = nil
        lookingSince = nil
        occupancy.reset()
    }

    /// Notes that the pose network ran.
    mutating func usedNetwork() {
        frame.usedNetwork = true
    }

    /// Notes what is wrong with the camera itself, or that nothing is any more.
    mutating func note(_ change: CameraTroubles.Change, at now: Instant) {
        let kind: Observation.Kind
        switch change.trouble {
        case .dark: kind = .cameraDark
        case .covered: kind = .cameraCovered
        case .frozen: kind = .cameraFrozen
        case .moved: kind = .cameraMoved
        case nil: kind = .cameraOnline
        }
        add(kind, now, confidence: 1, why: change.why)
    }

    /// Notes what the motion gate found.
    mutating func note(_ finding: MotionGate.Finding, at now: Instant) {
        if finding.isMoving {
            lastMotionAt = now
            if motionSince == nil { motionSince = now }
            if motionToldAt.map({ now - $0 >= CameraAnalyzer.motionHeartbeat }) ?? true {
                motionToldAt = now
                let percent = (finding.changed * 1_000).rounded() / 10
                add(.motion, now, confidence: 1, why: "\(percent) % of the picture changed")
                frame.observations[frame.observations.count - 1].changed = min(max(finding.changed, 0), 1)
            }
        } else if let last = lastMotionAt, motionSince != nil, now - last >= CameraAnalyzer.motionHold {
            // The last movement itself is told too, so that stillness is counted from it exactly.
            if let told = motionToldAt, told < last { add(.motion, last, confidence: 1, why: "the last movement") }
            motionSince = nil
            motionToldAt = nil
            add(.noMotion, now, confidence: 1, why: "nothing has moved for 1.5 seconds")
        }
    }

    /// Notes that the frames of an event are complete.
    mutating func note(_ clip: RecordedClip?) {
        if let clip { frame.clips.append(clip) }
    }

    /// Notes who is in view; told at once when people come, leave or change zones, else now and then.
    mutating func note(_ sightings: [PersonTracker.Sighting], in zones: ZoneMap, at now: Instant) {
        frame.people = sightings.map {
            SeenPerson($0, posture: zones.posture(of: $0.pose))
        }
        let hasChanged = occupancy.update(sightings, in: zones, at: now)
        guard let surest = sightings.max(by: { $0.pose.score < $1.pose.score }) else {
            let since = personSeenAt ?? lookingSince ?? now
            lookingSince = since
            guard now - since >= CameraAnalyzer.emptyHold else { return }
            personSeenAt = nil
            personToldAt = nil
            if let told = emptyToldAt, now - told < CameraAnalyzer.emptyHeartbeat { return }
            emptyToldAt = now
            add(.empty, now, confidence: 0.9, why: "nobody has been seen for 5 seconds")
            return
        }
        personSeenAt = now
        emptyToldAt = nil
        if !hasChanged, let told = personToldAt, now - told < CameraAnalyzer.personHeartbeat { return }
        personToldAt = now
        let count = occupancy.people == 1 ? "1 person" : "\(occupancy.people) people"
        let places = occupancy.counts.sorted { $0.key < $1.key }.map { ", \($0.value) in \($0.key)" }.joined()
        add(
            .person,
            now,
            track: surest.track,
            posture: zones.posture(of: surest.pose),
            confidence: surest.pose.score,
            why: "\(count) in view\(places)"
        )
    }

    /// Notes what the fall detector concluded; a fall comes with what shows it.
    mutating func note(_ signal: FallSignal, _ evidence: inout CameraEvidence, at now: Instant) {
        let kind = signal.kind.observation
        let proof = evidence.prove(kind, track: signal.track, at: now)
        frame.evidence += proof.items
        add(
            kind,
            now,
            track: signal.track,
            posture: kind == .recovered ? .upright : .lying,
            confidence: signal.confidence,
            why: signal.why,
            evidence: proof.ids,
            hasCompany: signal.hasCompany,
            hasOthersDown: signal.hasOthersDown
        )
    }

    private mutating func add(
        _ kind: Observation.Kind,
        _ at: Instant,
        track: Int? = nil,
        posture: Posture? = nil,
        confidence: Double,
        why: String,
        evidence: [EvidenceID] = [],
        hasCompany: Bool = false,
        hasOthersDown: Bool = false
    ) {
        var observation = Observation(
            camera: camera,
            kind: kind,
            observedAt: at,
            track: track,
            posture: posture,
            confidence: min(max(confidence, 0), 1),
            why: why,
            evidence: evidence
        )
        observation.hasCompany = hasCompany
        observation.hasOthersDown = hasOthersDown
        if kind == .empty { observation.people = 0 }
        if track != nil {
            observation.people = occupancy.people
            observation.zones = occupancy.counts
        }
        frame.observations.append(observation)
    }
}
