import MonitoringModel

@testable import FrameAnalysis

/// Sees somebody in every picture who stands, falls, lies for a while and gets up, without a network.
///
/// The network takes so long that at twenty times real speed hardly a picture would be looked at; so everything
/// behind it is soaked with this.
final class ScriptedPeople: PoseEstimator {
    private var calls = 0

    func estimate(_ picture: Picture, region: PixelRectangle, quarterTurns: Int) throws(FrameAnalysisError) -> [Pose] {
        calls += 1
        let width = Double(region.width)
        let height = Double(region.height)
        return switch calls % 3_000 {
        case ..<1_800: [Self.body(x: 0.5 * width, y: 0.25 * height, dx: 0, dy: 0.55 * height)]
        case 1_800..<1_815: [Self.body(x: 0.45 * width, y: 0.6 * height, dx: 0.1 * width, dy: 0.2 * height)]
        default: [Self.body(x: 0.4 * width, y: 0.82 * height, dx: 0.3 * width, dy: 0.02 * height)]
        }
    }

    /// A body from the nose to the ankles along a line.
    private static func body(x: Double, y: Double, dx: Double, dy: Double) -> Pose {
        let places = [0, 0, 0, 0.02, 0.02, 0.2, 0.2, 0.35, 0.35, 0.5, 0.5, 0.55, 0.55, 0.78, 0.78, 1, 1]
        let keypoints = places.enumerated()
            .map { index, along in
                let side = index % 2 == 0 ? 8.0 : -8.0
                return Keypoint(x: x + dx * along + side, y: y + dy * along + side / 2, score: 0.8)
            }
        return Pose(keypoints: keypoints, score: 0.8)
    }
}
