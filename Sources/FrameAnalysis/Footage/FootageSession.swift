import MonitoringModel

/// A video file that is being analysed, frame by frame.
final class FootageSession {
    /// A frame that was looked at.
    struct Step {
        /// What it showed.
        var seen: AnalyzedFrame
        /// The picture, with everything private black.
        var picture: Picture
        /// When it was taken: milliseconds from the file's start, as from the epoch.
        var takenAt: Instant
        /// The same in seconds.
        var seconds: Double
    }

    private let path: String
    private let reader: FootageReader
    private let options: FootageOptions
    private let analyzer: CameraAnalyzer
    private var due = 0.0
    /// What is known so far.
    private(set) var summary = FootageAnalysis.Summary()

    /// Opens a file.
    ///
    /// - Throws: ``FrameAnalysisError/unreadableFootage(path:)``.
    init(path: String, camera: CameraID, modelPath: String, options: FootageOptions) throws(FrameAnalysisError) {
        reader = try FootageReader(path: path)
        var settings = CameraSettings(camera: camera)
        settings.zones = options.zones
        settings.privacyMasks = options.privacyMasks
        settings.motionMasks = options.motionMasks
        settings.isOverhead = options.isOverhead
        let estimator = MoveNetEstimator(path: modelPath)
        // Nobody asks for pictures of a file that is at hand.
        analyzer = CameraAnalyzer(settings: settings, estimator: estimator, evidence: .nothing)
        self.path = path
        self.options = options
    }

    /// Looks at the next frame that is due; `nil` at the end.
    ///
    /// - Throws: ``FrameAnalysisError`` if the file holds no usable frame or the model does not work.
    func next() throws -> Step? {
        guard let (frame, milliseconds) = reader.next(notBefore: due) else {
            guard summary.frames > 0 else { throw FrameAnalysisError.unreadableFootage(path: path) }
            return nil
        }
        // Half a step early counts, or 29.97 frames a second would be looked at as 9.99.
        due = max(due, milliseconds - 500 / options.framesPerSecond) + 1_000 / options.framesPerSecond - 1
        let picture = try options.cut(frame)
        let takenAt = Instant(millisecondsSinceEpoch: Int64(milliseconds.rounded()))
        let (seen, modelError) = try analyzer.look(at: picture, takenAt: takenAt)
        if let modelError { throw modelError }
        summary.frames += 1
        summary.networkRuns += seen.usedNetwork ? 1 : 0
        summary.seconds = milliseconds / 1_000
        return Step(seen: seen, picture: picture, takenAt: takenAt, seconds: summary.seconds)
    }

    /// Returns the picture of the last step with zones and people marked.
    func annotated(_ step: Step) -> Picture {
        analyzer.annotated(step.picture, takenAt: step.takenAt)
    }
}
