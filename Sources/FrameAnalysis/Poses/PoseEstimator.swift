/// Finds people and their joints in a picture.
protocol PoseEstimator {
    /// Does beforehand what the first closer look would take a second for: that is when somebody falls.
    ///
    /// - Throws: ``FrameAnalysisError/modelUnavailable(path:reason:)``.
    func prepare() throws(FrameAnalysisError)

    /// Returns the people in a part of a picture, in pixels of the whole picture; at most six.
    ///
    /// - Parameters:
    ///   - picture: The picture, in colour.
    ///   - region: The part that is looked at.
    ///   - quarterTurns: How often the part is turned by 90 degrees against the clock first, 0 to 3.
    /// - Returns: The people, whatever their score.
    /// - Throws: ``FrameAnalysisError/modelUnavailable(path:reason:)``.
    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose]
}

extension PoseEstimator {
    /// Does nothing: there is nothing to load.
    func prepare() throws(FrameAnalysisError) {}
}
