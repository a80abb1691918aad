import Foundation
import HouseholdScenes
import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("The shapes of the network")
struct NetworkShapesTests {
    private static let modelPath = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Models/movenet.tflite").path

    private func people(_ estimator: MoveNetEstimator, _ picture: Picture) throws -> [Pose] {
        let whole = PixelRectangle(x: 0, y: 0, width: picture.width, height: picture.height)
        return try estimator.estimate(picture, region: whole, quarterTurns: 0).filter { $0.score >= 0.25 }
    }

    @Test("Pictures of all sizes share three shapes, each of which takes memory for good")
    func shapesAreFew() throws {
        let estimator = MoveNetEstimator(path: Self.modelPath)
        try estimator.prepare()
        let sizes = [
            (640, 360), (640, 480), (480, 640), (360, 640), (300, 300), (1_000, 3), (3, 1_000), (97, 61), (64, 63),
            (1, 1),
        ]
        for (width, height) in sizes {
            let pixels = [UInt8](repeating: 90, count: width * height * 3)
            _ = try people(estimator, try #require(Picture.rgb(pixels, width: width, height: height)))
        }
        #expect(estimator.shapeCount == 3)
    }

    @Test("Somebody is at the same place in a picture that is cut to be higher than wide")
    func portraitPicturesShowTheSame() throws {
        let rasterizer = Rasterizer(Scene.staged(.walk, from: .eyeLevel, in: .day, seed: 3))
        let size = rasterizer.size
        let pixels = rasterizer.frame(at: .seconds(4), index: 0)
        let estimator = MoveNetEstimator(path: Self.modelPath)
        let wide = try people(estimator, try #require(Picture.rgb(pixels, width: size.width, height: size.height)))
        let box = try #require(wide.first?.box)
        let width = size.height * 9 / 16
        let left = min(max(Int((box.left + box.right) / 2) - width / 2, 0), size.width - width)
        var column: [UInt8] = []
        for row in 0..<size.height {
            let start = (row * size.width + left) * 3
            column += pixels[start..<(start + width * 3)]
        }
        let tall = try people(estimator, try #require(Picture.rgb(column, width: width, height: size.height)))
        #expect(wide.count == 1)
        #expect(tall.count == 1)
        let before = try #require(wide.first?.hips)
        let now = try #require(tall.first?.hips)
        #expect(abs(now.x + Double(left) - before.x) < 0.1 * box.height)
        #expect(abs(now.y - before.y) < 0.1 * box.height)
    }
}
