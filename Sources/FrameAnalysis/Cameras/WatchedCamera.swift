import MonitoringModel

/// One camera's analysis together with how it is doing.
final class WatchedCamera {
    private let analyzer: CameraAnalyzer
    private var recentFrames = RecentCount(seconds: 10)
    private var recentBad = RecentCount(seconds: 60)
    private var isAnnounced = false
    /// Until when it was off, so that it had nothing to send.
    private var excusedAt: Instant?
    private var status: CameraStatus
    /// Whether people are looked for.
    var detects = true {
        didSet { analyzer.detects = detects }
    }

    /// Creates a camera that has sent nothing.
    init(settings: CameraSettings, estimator: any PoseEstimator, evidence: EvidenceScope) {
        analyzer = CameraAnalyzer(settings: settings, estimator: estimator, evidence: evidence)
        status = CameraStatus(camera: settings.camera)
    }

    /// Analyses a frame.
    func look(
        at frame: FrameInbox.Frame,
        now: Instant
    ) -> Result<(frame: AnalyzedFrame, modelError: FrameAnalysisError?), any Error> {
        let started = ContinuousClock.now
        do {
            let load = AnalysisLoad(waited: now - frame.receivedAt, framesPerSecond: analyzer.settings.framesPerSecond)
            var (seen, modelError) =
                switch frame.content {
                case .encoded(let bytes): try analyzer.look(at: bytes, takenAt: frame.takenAt, load: load)
                case .picture(let picture): try analyzer.look(at: picture, takenAt: frame.takenAt, load: load)
                }
            status.frames += 1
            status.watch(until: frame.receivedAt)
            status.networkRuns += seen.usedNetwork ? 1 : 0
            status.modelFailure = modelError?.description
            recentFrames.note(at: now)
            if isBack() {
                status.isOffline = false
                let online = Self.observation(status.camera, .cameraOnline, frame.takenAt, "frames come again")
                seen.observations.insert(online, at: 0)
            }
            status.analysisSeconds += (ContinuousClock.now - started).inSeconds
            return .success((seen, modelError))
        } catch {
            let code = (error as? FrameAnalysisError)?.code ?? "other"
            status.bad[code, default: 0] += 1
            status.lastBadAt = now
            recentBad.note(at: now)
            return .failure(error)
        }
    }

    /// The store may remember the camera as dark or silent from before this start, so the first picture
    /// that shows something is told as well.
    private func isBack() -> Bool {
        let isFirstSight = !analyzer.seesNothing && !isAnnounced
        if isFirstSight { isAnnounced = true }
        return status.isOffline || isFirstSight
    }

    /// Returns the observation that the camera is silent, once, if its last frame is too long ago.
    func silence(at now: Instant, since listening: Instant, limit: Duration, source: SourceState?) -> Observation? {
        let heard = max(status.lastFrameAt ?? listening, excusedAt ?? listening)
        guard !status.isOffline, now - heard > limit else { return nil }
        status.isOffline = true
        var why = "no frame has come for too long"
        if case .failed(let reason) = source { why += ": \(reason)" }
        return Self.observation(status.camera, .cameraOffline, now, why)
    }

    /// Takes note that the camera is switched off: its silence is counted from when it is on again.
    func excuseSilence(at now: Instant) {
        excusedAt = now
    }

    /// Lets a second pass; returns a clip to which nothing more comes.
    func tick() -> RecordedClip? { analyzer.tick() }

    /// Ends the film of an event that goes on; returns it.
    func finishRecording() -> RecordedClip? { analyzer.finishRecording() }

    /// Returns the newest frame as JPEG; `nil` if there is none.
    func still(annotated: Bool, at now: Instant) -> [UInt8]? { analyzer.still(annotated: annotated, at: now) }

    /// Returns the people of the newest frame as figures, as JPEG; `nil` if there is no frame.
    func skeleton() -> [UInt8]? { analyzer.skeleton() }

    /// How the camera is doing.
    func status(at now: Instant) -> CameraStatus {
        var status = status
        status.framesPerSecond = Double(recentFrames.count(at: now)) / 10
        status.badLastMinute = recentBad.count(at: now)
        return status
    }

    private static func observation(
        _ camera: CameraID,
        _ kind: Observation.Kind,
        _ at: Instant,
        _ why: String
    ) -> Observation {
        Observation(camera: camera, kind: kind, observedAt: at, confidence: 1, why: why)
    }
}
