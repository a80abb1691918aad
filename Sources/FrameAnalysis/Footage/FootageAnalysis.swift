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
        let session = try FootageSession(path: path, camera: camera, modelPath: modelPath, options: options)
        while let step = try session.next() { try each(step.seen, step.seconds) }
        return session.summary
    }

    /// Analyses a file and writes a film of it in which zones and people are marked.
    ///
    /// - Parameters:
    ///   - path: The video file.
    ///   - camera: The name that observations carry.
    ///   - film: The MP4 file, which is replaced.
    ///   - each: Called for every frame with what it showed.
    /// - Returns: Counts.
    /// - Throws: ``FrameAnalysisError`` if the file or the model cannot be used or the film cannot be written.
    public func run(
        path: String,
        camera: CameraID,
        annotatingTo film: String,
        each: (AnalyzedFrame, _ seconds: Double) throws -> Void
    ) async throws -> Summary {
        let session = try FootageSession(path: path, camera: camera, modelPath: modelPath, options: options)
        guard var step = try session.next() else { return session.summary }
        let (width, height) = (step.picture.width, step.picture.height)
        let grid = FrameGrid(rate: options.framesPerSecond)
        try await FilmWriter()
            .write(to: film, width: width, height: height, grid) { reel in
                while true {
                    try each(step.seen, step.seconds)
                    try await reel.add(session.annotated(step), at: step.takenAt)
                    guard let following = try session.next() else { return }
                    step = following
                }
            }
        return session.summary
    }
}
