public import MonitoringModel

/// Analyses a video file as if a camera had sent it, with the file's own times.
public struct FootageAnalysis {
    /// What is known at the end of a file.
    public struct Summary: Hashable, Sendable {
        /// Frames that were looked at.
        public var frames = 0
        /// Runs of the pose network.
        public var networkRuns = 0
        /// The time of the last frame, in seconds from the file's start.
        public var seconds = 0.0
    }

    private let modelPath: String
    private let options: FootageOptions

    /// Creates an analysis that uses a model file.
    public init(modelPath: String, options: FootageOptions = FootageOptions()) {
        self.modelPath = modelPath
        self.options = options
    }

    /// Analyses a file; observations count their times from the epoch as the file's start.
    ///
    /// - Parameters:
    ///   - path: The video file.
    ///   - camera: The name that observations carry.
    ///   - each: Called for every frame with what it showed.
    /// - Returns: Counts.
    /// - Throws: ``FrameAnalysisError`` if the file or the model cannot be used.
    public func run(
        path: String,
        camera: CameraID,
        each: (AnalyzedFrame, _ seconds: Double) throws -> Void
    ) throws -> Summary {
        let reader = try FootageReader(path: path)
        var settings = CameraSettings(camera: camera)
        settings.zones = options.zones
        settings.privacyMasks = options.privacyMasks
        settings.motionMasks = options.motionMasks
        settings.isOverhead = options.isOverhead
        let analyzer = CameraAnalyzer(settings: settings, estimator: MoveNetEstimator(path: modelPath))
        var summary = Summary()
        var due = 0.0
        while let (frame, milliseconds) = reader.next(notBefore: due) {
            // Half a step early counts, or 29.97 frames a second would be looked at as 9.99.
            due = max(due, milliseconds - 500 / options.framesPerSecond) + 1_000 / options.framesPerSecond - 1
            let picture = try options.cut(frame)
            let takenAt = Instant(millisecondsSinceEpoch: Int64(milliseconds.rounded()))
            let (seen, modelError) = try analyzer.look(at: picture, takenAt: takenAt)
            if let modelError { throw modelError }
            summary.frames += 1
            summary.networkRuns += seen.usedNetwork ? 1 : 0
            summary.seconds = milliseconds / 1_000
            try each(seen, milliseconds / 1_000)
        }
        guard summary.frames > 0 else { throw FrameAnalysisError.unreadableFootage(path: path) }
        return summary
    }
}
