import MonitoringModel

/// An estimator that leaves a model which does not work alone for a while instead of trying at every frame.
final class RetryingEstimator: PoseEstimator {
    private let path: String
    private let wallClock: any WallClock
    private var inner: MoveNetEstimator
    private var failure: (error: FrameAnalysisError, at: Instant)?

    /// Creates an estimator for a model file.
    init(path: String, wallClock: any WallClock) {
        self.path = path
        self.wallClock = wallClock
        inner = MoveNetEstimator(path: path)
    }

    /// Loads the model; a failure counts as that of a picture.
    func prepare() throws(FrameAnalysisError) {
        try attempt { estimator throws(FrameAnalysisError) in try estimator.prepare() }
    }

    /// Returns the people in a part of a picture; after a failure it throws the same for half a minute.
    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose] {
        try attempt { estimator throws(FrameAnalysisError) in
            try estimator.estimate(picture, region: region, quarterTurns: quarterTurns)
        }
    }

    private func attempt<Value>(
        _ work: (MoveNetEstimator) throws(FrameAnalysisError) -> Value
    ) throws(FrameAnalysisError) -> Value {
        let now = wallClock.now
        if let failure, now >= failure.at, now - failure.at < CameraService.modelRetry { throw failure.error }
        do throws(FrameAnalysisError) {
            let value = try work(inner)
            failure = nil
            return value
        } catch {
            failure = (error, now)
            inner = MoveNetEstimator(path: path)
            throw error
        }
    }
}
