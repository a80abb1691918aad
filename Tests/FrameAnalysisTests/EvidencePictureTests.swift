import MonitoringModel
import Testing

@testable import FrameAnalysis

@Suite("Pictures that are kept")
struct EvidencePictureTests {
    @Test(
        "A kept picture stays small, whatever the camera sends",
        arguments: [(320, 240), (1_920, 1_080), (4_096, 3_072)]
    )
    func evidenceIsSmall(width: Int, height: Int) throws {
        // Noise compresses worst. The generator is a linear congruential one, with Knuth's constants.
        var state: UInt64 = 1
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            for index in buffer.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                buffer[index] = UInt8(truncatingIfNeeded: state >> 33)
            }
            count = buffer.count
        }
        let picture = try #require(Picture.rgb(pixels, width: width, height: height))
        let jpeg = try #require(picture.evidenceJPEG())
        #expect(jpeg.count <= Picture.evidenceBytes)
        #expect(try ImageHeader(jpeg).width <= Picture.evidenceSide)
    }

    @Test("A crop outside the frame is refused instead of ignored")
    func cropOutsideIsRefused() throws {
        let pixels = [UInt8](repeating: 90, count: 64 * 48 * 3)
        let picture = try #require(Picture.rgb(pixels, width: 64, height: 48))
        let options = FootageOptions(crop: PixelRectangle(x: 5_000, y: 5_000, width: 10, height: 10))
        #expect(throws: FrameAnalysisError.cropOutside(width: 64, height: 48)) { _ = try options.cut(picture) }
    }
}
