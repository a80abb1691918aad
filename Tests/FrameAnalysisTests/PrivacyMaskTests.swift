import CVision
import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

extension Picture {
    /// Blue, green and red, or the grey level, of a pixel.
    func levels(x: Int, y: Int) -> [UInt8] {
        let channels = Int(cvision_image_channels(pointer))
        guard let data = cvision_image_data(pointer) else { return [] }
        return (0..<channels).map { data[(y * width + x) * channels + $0] }
    }
}

@Suite("Privacy masks")
struct PrivacyMaskTests {
    /// The right half from a quarter of the height to three quarters.
    private func mask() throws -> Polygon {
        try #require(
            Polygon([.init(x: 0.5, y: 0.25), .init(x: 1, y: 0.25), .init(x: 1, y: 0.75), .init(x: 0.5, y: 0.75)])
        )
    }

    private func brightPicture(width: Int, height: Int) throws -> Picture {
        try #require(
            Picture.rgb([UInt8](repeating: 220, count: width * height * 3), width: width, height: height)
        )
    }

    @Test(
        "Every pixel behind a mask is black, in colour and in grey, and pixels well outside are not",
        arguments: [(640, 360), (161, 91), (16, 16)]
    )
    func pixelsAreBlack(width: Int, height: Int) throws {
        let picture = try brightPicture(width: width, height: height)
        let grey = try #require(picture.reducedGrey(by: 2))
        for picture in [picture, grey] {
            try PrivacyMask([mask()]).burn(into: picture)
            for y in 0..<picture.height {
                for x in 0..<picture.width {
                    let horizontal = (Double(x) + 0.5) / Double(picture.width)
                    let vertical = (Double(y) + 0.5) / Double(picture.height)
                    let isHidden = horizontal > 0.5 && vertical > 0.25 && vertical < 0.75
                    if isHidden { try #require(picture.levels(x: x, y: y).allSatisfy { $0 == 0 }) }
                }
            }
            #expect(picture.levels(x: 1, y: 1).allSatisfy { $0 == 220 })
            #expect(picture.levels(x: picture.width / 4, y: picture.height / 2).allSatisfy { $0 == 220 })
        }
    }

    @Test("The network and the motion gate never see what is masked, whether a frame comes encoded or decoded")
    func analysisSeesTheMask() throws {
        let estimator = LookingEstimator(x: 500, y: 180)
        var settings = CameraSettings(camera: "c")
        settings.privacyMasks = [try mask()]
        let analyzer = CameraAnalyzer(settings: settings, estimator: estimator)
        var pixels = [UInt8](repeating: 220, count: 640 * 360 * 3)
        for index in 0..<(640 * 90 * 3) { pixels[index] = 30 }
        let picture = try #require(Picture.rgb(pixels, width: 640, height: 360))
        let jpeg = try #require(picture.jpeg(quality: 90))
        _ = try analyzer.look(at: jpeg, takenAt: Instant(millisecondsSinceEpoch: 0))
        _ = try analyzer.look(at: picture, takenAt: Instant(millisecondsSinceEpoch: 2_500))
        #expect(estimator.seen == [[0, 0, 0], [0, 0, 0]])
    }
}

/// Sees nobody, but remembers what one pixel was like.
private final class LookingEstimator: PoseEstimator {
    private let x: Int
    private let y: Int
    private(set) var seen: [[UInt8]] = []

    init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    func estimate(
        _ picture: Picture,
        region: PixelRectangle,
        quarterTurns: Int
    ) throws(FrameAnalysisError) -> [Pose] {
        seen.append(picture.levels(x: x, y: y))
        return []
    }
}
