public import MonitoringModel

/// How one camera is doing.
public struct CameraStatus: Hashable, Codable, Sendable {
    /// The camera.
    public var camera: CameraID
    /// Frames that were analysed.
    public var frames = 0
    /// Frames that were replaced by a newer one before they were analysed.
    public var dropped = 0
    /// Frames that could not be used, by kind of fault.
    public var bad: [String: Int] = [:]
    /// Runs of the pose network.
    public var networkRuns = 0
    /// When the last usable frame arrived, by our clock.
    public var lastFrameAt: Instant?
    /// How long frames have come, gaps of more than ten seconds left out, in seconds.
    public var watchedSeconds = 0.0
    /// Whether no frame has come for longer than permitted.
    public var isOffline = false
    /// Why the pose model does not work, if it does not.
    public var modelFailure: String?
    /// The time the analysis of frames has taken in all, in seconds.
    public var analysisSeconds = 0.0

    /// Creates the status of a camera that has sent nothing.
    public init(camera: CameraID) {
        self.camera = camera
    }

    /// Takes note that a usable frame arrived.
    mutating func watch(until now: Instant) {
        if let last = lastFrameAt, now > last, now - last <= .seconds(10) {
            watchedSeconds += (now - last).inSeconds
        }
        lastFrameAt = now
    }
}
