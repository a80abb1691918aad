public import MonitoringModel

/// How one camera is doing.
public struct CameraStatus: Hashable, Codable, Sendable {
    /// The camera.
    public var camera: CameraID
    /// Frames that were analysed.
    public var frames = 0
    /// Frames analysed a second, over the last ten seconds.
    public var framesPerSecond = 0.0
    /// Frames that were replaced by a newer one before they were analysed.
    public var dropped = 0
    /// Frames that came faster than the camera's settings permit and were not looked at.
    public var skipped = 0
    /// Frames that could not be used since the start, by kind of fault.
    public var bad: [String: Int] = [:]
    /// Frames of the last minute that could not be used.
    public var badLastMinute = 0
    /// When the last frame arrived that could not be used, by our clock.
    public var lastBadAt: Instant?
    /// Runs of the pose network.
    public var networkRuns = 0
    /// When the last usable frame arrived, by our clock.
    public var lastFrameAt: Instant?
    /// How long frames have come, gaps of more than ten seconds left out, in seconds.
    public var watchedSeconds = 0.0
    /// Whether no frame has come for longer than permitted.
    public var isOffline = false
    /// How the connection is doing; `nil` for a camera that sends its frames by MQTT.
    public var source: SourceState?
    /// Why the pose model does not work, if it does not.
    public var modelFailure: String?
    /// What is wrong with the camera's clock, if anything is.
    public var clockProblem: String?
    /// The time the analysis of frames has taken in all, in seconds.
    public var analysisSeconds = 0.0

    /// Creates the status of a camera that has sent nothing.
    public init(camera: CameraID) {
        self.camera = camera
    }

    /// What is wrong, in words, the gravest first; `nil` if nothing is.
    public var problem: String? {
        if case .failed(let reason) = source { return reason }
        if isOffline { return "sends nothing" }
        if let modelFailure { return modelFailure }
        if badLastMinute > 0 { return "\(badLastMinute) frames left out in the last minute" }
        return clockProblem
    }

    /// Takes note that a usable frame arrived.
    mutating func watch(until now: Instant) {
        if let last = lastFrameAt, now > last, now - last <= .seconds(10) {
            watchedSeconds += (now - last).inSeconds
        }
        lastFrameAt = now
    }
}
