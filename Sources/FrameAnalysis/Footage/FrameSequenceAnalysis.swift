public import MonitoringModel

/// Analyses frames that a program draws, in order and with their own times, as if a camera had sent them.
///
/// A frame that is the same as one before may be given a key: the network's answer for it is then remembered, so that
/// long quiet times cost little. At most ``maximumKeys`` keys are remembered.
public final class FrameSequenceAnalysis {
    /// The greatest number of frames that are remembered.
    public static let maximumKeys = 64

    /// Whom the network is made not to see, to measure what is told nevertheless.
    public enum Blindness: String, Sendable {
        /// It sees as it does.
        case none
        /// It loses whoever is not upright, as it does in noise, blur and the dark.
        case low
    }

    private var analyzer: CameraAnalyzer
    private let estimator: RememberingEstimator
    private var pictures: [UInt64: Picture] = [:]

    /// Creates an analysis that uses a model file, for a camera with the given zones and masks.
    ///
    /// - Parameters:
    ///   - modelPath: The model file.
    ///   - settings: The camera.
    ///   - blindness: Whom the network is made not to see; nobody unless given.
    public init(modelPath: String, settings: CameraSettings, blindness: Blindness = .none) {
        let network = MoveNetEstimator(path: modelPath)
        estimator = RememberingEstimator(
            inner: blindness == .none ? network : PurblindEstimator(inner: network)
        )
        analyzer = CameraAnalyzer(settings: settings, estimator: estimator, evidence: .nothing)
    }

    /// Whether a frame with a key can be looked at again without its pixels.
    public func remembers(_ key: UInt64) -> Bool { pictures[key] != nil }

    /// Forgets all keys; what they stood for may then be given to other frames.
    public func forgetKeys() {
        pictures.removeAll()
        estimator.forget()
    }

    /// Begins anew with another camera; the model stays in memory.
    public func restart(with settings: CameraSettings) {
        forgetKeys()
        analyzer = CameraAnalyzer(settings: settings, estimator: estimator, evidence: .nothing)
    }

    /// Looks at a frame.
    ///
    /// - Parameters:
    ///   - pixels: Red, green and blue bytes, rows from the top; not asked for if the key is remembered.
    ///   - width: Pixels in a row.
    ///   - height: Rows.
    ///   - takenAt: The frame's time.
    ///   - key: The same for frames that are the same; `nil` for a frame that comes once.
    /// - Returns: What was seen.
    /// - Throws: ``FrameAnalysisError`` if bytes and size do not fit or the model cannot be used.
    public func look(
        at pixels: @autoclosure () -> [UInt8],
        width: Int,
        height: Int,
        takenAt: Instant,
        key: UInt64? = nil
    ) throws -> AnalyzedFrame {
        let picture = try picture(pixels, width, height, key)
        estimator.key = key
        let (frame, modelError) = try analyzer.look(at: picture, takenAt: takenAt)
        if let modelError { throw modelError }
        return frame
    }

    private func picture(_ pixels: () -> [UInt8], _ width: Int, _ height: Int, _ key: UInt64?) throws -> Picture {
        if let key, let picture = pictures[key] { return picture }
        guard let picture = Picture.rgb(pixels(), width: width, height: height) else {
            throw FrameAnalysisError.damagedPicture(
                format: "RGB",
                reason: "its bytes are not \(width) x \(height) pixels"
            )
        }
        if let key {
            if pictures.count >= Self.maximumKeys { forgetKeys() }
            pictures[key] = picture
        }
        return picture
    }
}

/// Remembers the network's answers for pictures that come again.
private final class RememberingEstimator: PoseEstimator {
    /// Several parts of each picture may be looked at.
    static let maximumAnswers = 1_024

    private struct Question: Hashable {
        let key: UInt64
        let region: PixelRectangle
        let quarterTurns: Int
    }

    private let inner: any PoseEstimator
    private var answers: [Question: [Pose]] = [:]
    /// What the picture at hand goes by, if it will come again before ``forget()``.
    var key: UInt64?

    init(inner: any PoseEstimator) {
        self.inner = inner
    }

    func forget() {
        answers.removeAll()
    }

    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose] {
        guard let key else { return try inner.estimate(picture, region: region, quarterTurns: quarterTurns) }
        let question = Question(key: key, region: region, quarterTurns: quarterTurns)
        if let answer = answers[question] { return answer }
        let answer = try inner.estimate(picture, region: region, quarterTurns: quarterTurns)
        if answers.count >= Self.maximumAnswers { answers.removeAll() }
        answers[question] = answer
        return answer
    }
}
