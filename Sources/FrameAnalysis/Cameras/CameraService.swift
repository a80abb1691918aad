public import Logging
public import MonitoringModel
public import ServiceLifecycle

/// Pulls and analyses the frames of all cameras, one at a time, fairly, the newest first.
///
/// Cameras with a ``CameraSource`` of their own are pulled while the service runs; frames of others come in
/// by ``submit(_:from:takenAt:)`` from any thread. Each camera has place for one. What is seen goes to the
/// sink, and the next frame of any camera is not looked at before the sink has it. What the sink cannot keep
/// is tried again while the cameras are watched on.
public actor CameraService: Service {
    /// How often is looked whether a camera has fallen silent.
    static let silenceCheck = Duration.seconds(1)
    /// How long a model that cannot be used is left alone before it is tried again.
    static let modelRetry = Duration.seconds(30)
    /// How long it takes at first, and at most, until keeping is tried again.
    static let keepRetry = (first: Duration.milliseconds(500), last: Duration.seconds(30))

    nonisolated let inbox: FrameInbox
    nonisolated let sources = SourceStates()
    nonisolated let wallClock: any WallClock
    nonisolated let clock: any Clock<Duration>
    nonisolated let logger: Logger
    nonisolated let configured: [CameraID: CameraSettings]
    let sink: any ObservationSink
    nonisolated let clips: ClipWriter?
    private let estimator: any PoseEstimator
    private nonisolated let onPrepared: @Sendable () -> Void
    private nonisolated let keepBell = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    var cameras: [CameraID: WatchedCamera] = [:]
    var switches: CameraSwitches
    private var unkept = UnkeptFrames()
    private var loggedAt: [CameraID: Instant] = [:]

    /// Creates the service.
    ///
    /// - Parameters:
    ///   - modelPath: The MoveNet model file.
    ///   - cameras: The known cameras. Others that send by MQTT are watched with default settings.
    ///   - sink: Where observations go.
    ///   - clips: What makes films of events; without it there are none.
    ///   - switches: How the cameras are switched from the first frame on.
    ///   - wallClock: What time it is.
    ///   - clock: What waits.
    ///   - logger: Where bad frames and failures are told.
    ///   - onPrepared: Told once the model has been loaded, or could not be: from then on frames are looked at as they
    ///     come.
    public init(
        modelPath: String,
        cameras: [CameraSettings],
        sink: any ObservationSink,
        clips: ClipWriter? = nil,
        switches: CameraSwitches = CameraSwitches(),
        wallClock: any WallClock = SystemWallClock(),
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger,
        onPrepared: @escaping @Sendable () -> Void = {}
    ) {
        self.init(
            estimator: RetryingEstimator(path: modelPath, wallClock: wallClock),
            cameras: cameras,
            sink: sink,
            clips: clips,
            switches: switches,
            wallClock: wallClock,
            clock: clock,
            logger: logger,
            onPrepared: onPrepared
        )
    }

    /// Creates the service with an estimator that is not read from a file.
    init(
        estimator: sending any PoseEstimator,
        cameras: [CameraSettings],
        sink: any ObservationSink,
        clips: ClipWriter? = nil,
        switches: CameraSwitches = CameraSwitches(),
        wallClock: any WallClock,
        clock: any Clock<Duration>,
        logger: Logger,
        onPrepared: @escaping @Sendable () -> Void = {}
    ) {
        self.estimator = estimator
        self.onPrepared = onPrepared
        configured = Dictionary(cameras.map { ($0.camera, $0) }, uniquingKeysWith: { $1 })
        inbox = FrameInbox(rates: configured.mapValues(\.framesPerSecond))
        self.sink = sink
        self.clips = clips
        self.switches = switches
        self.wallClock = wallClock
        self.clock = clock
        self.logger = logger
    }

    /// Hands in a frame; returns at once.
    ///
    /// - Parameters:
    ///   - bytes: The JPEG, PNG or WebP picture.
    ///   - camera: Whose it is.
    ///   - takenAt: When it was taken; if the camera does not tell, the time in the picture's own EXIF data
    ///     counts, else the time of arrival.
    public nonisolated func submit(_ bytes: [UInt8], from camera: CameraID, takenAt: Instant? = nil) {
        let claimed = takenAt.map(CaptureTime.instant) ?? PictureMetadata(bytes).takenAt
        inbox.put(.encoded(bytes), of: camera, claimed: claimed, receivedAt: wallClock.now)
    }

    /// Frames that were refused because there are too many cameras.
    public var refusedFrames: Int { inbox.refused }

    /// What cameras saw that could not be kept and was given up, since the start.
    public var lostFrames: Int { unkept.lost }

    /// Analyses frames until the service shuts down.
    ///
    /// - Throws: Nothing of its own.
    public func run() async throws {
        prepareModel()
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.watchForSilence() }
                group.addTask { await self.keepWhatWaits() }
                for feed in feeds() { group.addTask { await feed.run() } }
                for await _ in inbox.rings {
                    while let frame = inbox.take() {
                        await analyze(frame)
                        // Others may ask for the status in between.
                        await Task.yield()
                    }
                }
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: { [inbox] in
            inbox.close()
        }
        // What was being filmed ends here: after a restart nobody would know of it.
        for (_, camera) in cameras.sorted(by: { $0.key < $1.key }) {
            if let clip = camera.finishRecording() { clips?.submit(clip) }
        }
        await keepOnce()
    }

    /// Loads the model before the first frame; each camera tells by its status, and each frame anew, if it does not work.
    private func prepareModel() {
        do throws(FrameAnalysisError) {
            try estimator.prepare()
        } catch {
            logger.warning("The pose model does not work; only motion is seen", metadata: ["problem": "\(error)"])
        }
        onPrepared()
    }

    private func analyze(_ frame: FrameInbox.Frame) async {
        let name = frame.camera
        guard switches.isOn(.enabled, camera: name) else { return }
        let camera = watched(name)
        camera.detects = switches.detects(name)
        switch camera.look(at: frame, now: wallClock.now) {
        case .success(let seen):
            if let failure = seen.modelError { log(name, "The pose model does not work; only motion is seen", failure) }
            for clip in seen.frame.clips { clips?.submit(clip) }
            await record(switches.permitted(seen.frame, of: name), of: name)
        case .failure(let error):
            log(name, "A frame was left out", error)
        }
    }

    /// The known cameras are listened to from the start: one that is dead must not stay unnoticed.
    func prepareCameras() {
        for camera in configured.keys { _ = watched(camera) }
    }

    private func watched(_ camera: CameraID) -> WatchedCamera {
        if let known = cameras[camera] { return known }
        let settings = configured[camera] ?? CameraSettings(camera: camera)
        let new = WatchedCamera(settings: settings, estimator: estimator, evidence: clips == nil ? .pictures : .films)
        cameras[camera] = new
        return new
    }

    /// Once per camera and minute.
    private func log(_ camera: CameraID, _ message: Logger.Message, _ error: any Error) {
        let now = wallClock.now
        if let last = loggedAt[camera], now - last < .seconds(60), now >= last { return }
        loggedAt[camera] = now
        logger.warning(message, metadata: ["camera": "\(camera)", "problem": "\(error)"])
    }
}

extension CameraService {
    /// Hands on what was seen; what cannot be kept now waits, and what comes after it waits behind it.
    func record(_ seen: AnalyzedFrame, of camera: CameraID) async {
        guard !seen.observations.isEmpty else { return }
        guard unkept.isEmpty else { return unkept.append(seen) }
        do {
            try await sink.record(seen)
        } catch {
            unkept.append(seen)
            keepBell.continuation.yield()
            if !(error is CancellationError) { log(camera, "What the camera saw cannot be kept; it waits", error) }
        }
    }

    private func keepWhatWaits() async {
        for await _ in keepBell.stream {
            var pause = Self.keepRetry.first
            while !unkept.isEmpty {
                do {
                    try await clock.sleep(for: pause)
                } catch {
                    return
                }
                pause = await keepOnce() ? Self.keepRetry.first : min(pause * 2, Self.keepRetry.last)
            }
        }
    }

    /// Keeps what waits until something cannot be kept; returns whether any was.
    @discardableResult
    private func keepOnce() async -> Bool {
        var succeeded = false
        while let next = unkept.first {
            do {
                try await sink.record(next.frame)
                unkept.wasKept(next)
            } catch {
                unkept.failed(next)
                guard await keepSecond(insteadOf: next, failure: error) else { return succeeded }
            }
            succeeded = true
        }
        return succeeded
    }

    /// Keeps the entry behind one that may never succeed, and gives that up if this goes well.
    private func keepSecond(insteadOf first: UnkeptFrames.Entry, failure: any Error) async -> Bool {
        guard let second = unkept.second else { return false }
        do {
            try await sink.record(second.frame)
        } catch {
            return false
        }
        unkept.wasKept(second)
        unkept.giveUp(first)
        logger.error("What a camera saw is refused and was given up", metadata: ["problem": "\(failure)"])
        return true
    }
}
