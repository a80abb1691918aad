import HouseholdScenes
import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

/// An estimator that must not be needed.
private struct NoEstimator: PoseEstimator {
    func estimate(_ picture: Picture, region: PixelRectangle, quarterTurns: Int) throws(FrameAnalysisError) -> [Pose] {
        []
    }
}

@Suite("Pictures that are none")
struct BadPictureTests {
    private static func jpeg() throws -> [UInt8] {
        let rasterizer = Rasterizer(Scene.emptyRoom(), size: try FrameSize(width: 96, height: 64))
        return try FrameEncoder.jpeg(rgb: rasterizer.frame(at: .zero, index: 0), width: 96, height: 64)
    }

    private func look(_ bytes: [UInt8]) throws -> AnalyzedFrame {
        let analyzer = CameraAnalyzer(camera: "c", estimator: NoEstimator())
        return try analyzer.look(at: bytes, takenAt: Instant(millisecondsSinceEpoch: 0)).frame
    }

    @Test("Every truncation of a JPEG is refused, never half shown")
    func truncatedPicturesAreRefused() throws {
        let whole = try Self.jpeg()
        _ = try look(whole)
        for length in 0..<(whole.count - 2) {
            #expect(throws: FrameAnalysisError.self) { try look(Array(whole.prefix(length))) }
        }
    }

    @Test("A JPEG with any byte changed is decoded or refused, never a crash")
    func damagedPicturesDoNotCrash() throws {
        let whole = try Self.jpeg()
        var refused = 0
        for position in stride(from: 0, to: whole.count, by: 3) {
            var damaged = whole
            damaged[position] ^= 0x55
            do { _ = try look(damaged) } catch is FrameAnalysisError { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test(
        "Sizes that cannot be analysed are refused before anything is decoded",
        arguments: [(1, 1), (20_000, 20_000), (15, 480), (640, 4_097), (0, 0), (65_535, 65_535)]
    )
    func unsuitableSizesAreRefused(width: Int, height: Int) throws {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8]
        bytes += [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
        bytes += [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9]
        #expect(throws: FrameAnalysisError.unsuitableSize(width: width, height: height)) { try look(bytes) }
    }

    @Test(
        "What is no picture says so",
        arguments: ["", "hello", "{\"frame\": 1}", "GIF89a......", "\u{FF}\u{D8}"]
    )
    func textIsNotAPicture(text: String) {
        #expect(throws: FrameAnalysisError.self) { try look(Array(text.utf8)) }
    }

    @Test("A message larger than any picture is refused by its size")
    func hugeMessagesAreRefused() {
        let bytes = [UInt8](repeating: 0xFF, count: ImageHeader.maximumBytes + 1)
        #expect(throws: FrameAnalysisError.tooLarge(bytes: bytes.count, limit: ImageHeader.maximumBytes)) {
            try look(bytes)
        }
    }
}
