import MonitoringModel

/// The network, made not to see whoever is not upright.
struct PurblindEstimator: PoseEstimator {
    /// How upright the trunk is at the least, as a share of its length, and how high the body, as a share of its width.
    static let upright = (trunk: 0.7, height: 1.2)

    /// What sees everybody.
    let inner: any PoseEstimator

    func prepare() throws(FrameAnalysisError) { try inner.prepare() }

    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose] {
        try inner.estimate(picture, region: region, quarterTurns: quarterTurns).filter(Self.sees)
    }

    private static func sees(_ pose: Pose) -> Bool {
        guard let shoulders = pose.shoulders, let hips = pose.hips, let trunk = pose.trunk, let box = pose.box else {
            return false
        }
        return hips.y - shoulders.y >= upright.trunk * trunk && box.height >= upright.height * box.width
    }
}
