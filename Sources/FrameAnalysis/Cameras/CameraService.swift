public import Logging
public import MonitoringModel
public import ServiceLifecycle

/// Analyses the frames of all cameras, one at a time, fairly, the newest first.
///
/// Frames come in by ``submit(_:from:takenAt:)`` from any thread; each camera has place for one. What is
/// seen goes to the sink, and the next frame of any camera is not looked at before the sink has it.
public actor CameraService: Service {
    /// How often is looked whether a camera has fallen silent.
    static let silenceCheck = Duration.seconds(1)
    /// How long a model that cannot be used is left alone before it is tried again.
    static let modelRetry = Duration.seconds(30)

    private nonisolated let inbox = FrameInbox()
    private nonisolated let wallClock: any WallClock
    private let estimator: any PoseEstimator
    private let offlineAfter: [CameraID: Duration]
    private let sink: any ObservationSink
    private let clock: any Clock<Duration>
    private let logger: Logger
    private var analyzers: [CameraID: CameraAnalyzer] = [:]
    private var statuses: [CameraID: CameraStatus] = [:]
    private var announced: Set<CameraID> = []
    private var loggedAt: [CameraID: Instant] = [:]
    /// Since when cameras are listened to: one that was dead before the start must not stay unnoticed.
    private var listeningSince: Instant?

    /// Creates the service.
    ///
    /// - Parameters:
    ///   - modelPath: The MoveNet model file.
    ///   - offlineAfter: How long each known camera may be silent.
    ///   - sink: Where observations go.
    ///   - wallClock: What time it is.
    ///   - clock: What waits.
    ///   - logger: Where bad frames and failures are told.
    public init(
        modelPath: String,
        offlineAfter: [CameraID: Duration],
        sink: any ObservationSink,
        wallClock: any WallClock = SystemWallClock(),
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger
    ) {
        estimator = RetryingEstimator(path: modelPath, wallClock: wallClock)
        self.offlineAfter = offlineAfter
        self.sink = sink
        self.wallClock = wallClock
        self.clock = clock
        self.logger = logger
    }

    /// Hands in a frame; returns at once.
    ///
    /// - Parameters:
    ///   - bytes: The JPEG or PNG picture.
    ///   - camera: Whose it is.
    ///   - takenAt: When it was taken; now if the camera does not tell.
    public nonisolated func submit(_ bytes: [UInt8], from camera: CameraID, takenAt: Instant? = nil) {
        let now = wallClock.now
        inbox.put(FrameInbox.Frame(camera: camera, bytes: bytes, takenAt: takenAt ?? now, receivedAt: now))
    }

    /// How the cameras are doing, by name.
    public var status: [CameraStatus] {
        statuses.values.sorted { $0.camera < $1.camera }
    }

    /// Frames that were refused because there are too many cameras.
    public var refusedFrames: Int { inbox.refused }

    /// Analyses frames until the service shuts down.
    ///
    /// - Throws: Nothing of its own.
    public func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.watchForSilence() }
                for await _ in inbox.rings {
                    while let (frame, dropped) = inbox.take() {
                        await analyze(frame, dropped: dropped)
                        // Others may ask for the status in between.
                        await Task.yield()
                    }
                }
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: { [inbox] in
            inbox.close()
        }
    }
}

extension CameraService {
    private func analyze(_ frame: FrameInbox.Frame, dropped: Int) async {
        let camera = frame.camera
        var status = statuses[camera] ?? CameraStatus(camera: camera)
        status.dropped = dropped
        let analyzer = analyzers[camera] ?? CameraAnalyzer(camera: camera, estimator: estimator)
        analyzers[camera] = analyzer
        let started = ContinuousClock.now
        do {
            var (seen, modelError) = try analyzer.look(at: frame.bytes, takenAt: frame.takenAt)
            status.frames += 1
            status.watch(until: frame.receivedAt)
            status.networkRuns += seen.usedNetwork ? 1 : 0
            status.modelFailure = modelError?.description
            // The store may remember the camera as dark or silent from before this start, so the first
            // picture that shows something is told as well.
            let isFirstSight = !analyzer.seesNothing && !announced.contains(camera)
            if isFirstSight { announced.insert(camera) }
            if status.isOffline || isFirstSight {
                status.isOffline = false
                seen.observations.insert(Self.observation(camera, .cameraOnline, frame.takenAt), at: 0)
            }
            status.analysisSeconds += (ContinuousClock.now - started).inSeconds
            statuses[camera] = status
            if let modelError { log(camera, "The pose model does not work; only motion is seen", modelError) }
            await record(seen, of: camera)
        } catch {
            let code = (error as? FrameAnalysisError)?.code ?? "other"
            status.bad[code, default: 0] += 1
            statuses[camera] = status
            log(camera, "A frame was left out", error)
        }
    }

    private func record(_ seen: AnalyzedFrame, of camera: CameraID) async {
        guard !seen.observations.isEmpty else { return }
        do {
            try await sink.record(seen)
        } catch is CancellationError {
            return
        } catch {
            log(camera, "What the camera saw could not be kept", error)
        }
    }

    /// Once per camera and minute.
    private func log(_ camera: CameraID, _ message: Logger.Message, _ error: any Error) {
        let now = wallClock.now
        if let last = loggedAt[camera], now - last < .seconds(60), now >= last { return }
        loggedAt[camera] = now
        logger.warning(message, metadata: ["camera": "\(camera)", "problem": "\(error)"])
    }

    private func watchForSilence() async {
        listeningSince = wallClock.now
        for camera in offlineAfter.keys where statuses[camera] == nil {
            statuses[camera] = CameraStatus(camera: camera)
        }
        while !Task.isCancelled {
            do {
                try await clock.sleep(for: Self.silenceCheck)
            } catch {
                return
            }
            let now = wallClock.now
            for status in statuses.values where !status.isOffline {
                let limit = offlineAfter[status.camera] ?? CameraWatchSettings(room: "").offlineAfter
                guard let last = status.lastFrameAt ?? listeningSince, now - last > limit else { continue }
                statuses[status.camera]?.isOffline = true
                let frame = AnalyzedFrame(observations: [Self.observation(status.camera, .cameraOffline, now)])
                await record(frame, of: status.camera)
            }
        }
    }

    private static func observation(_ camera: CameraID, _ kind: Observation.Kind, _ at: Instant) -> Observation {
        let why = kind == .cameraOnline ? "frames come again" : "no frame has come for too long"
        return Observation(camera: camera, kind: kind, observedAt: at, confidence: 1, why: why)
    }
}
