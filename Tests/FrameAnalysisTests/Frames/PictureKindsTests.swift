import CVision
import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

/// An estimator that sees nobody.
struct NobodyEstimator: PoseEstimator {
    func estimate(_ picture: Picture, region: PixelRectangle, quarterTurns: Int) throws(FrameAnalysisError) -> [Pose] {
        []
    }
}

@Suite("Kinds of pictures")
struct PictureKindsTests {
    private static let taken = Instant(millisecondsSinceEpoch: 1_772_441_998_250)

    private func look(_ bytes: [UInt8]) throws {
        let analyzer = CameraAnalyzer(camera: "c", estimator: NobodyEstimator())
        _ = try analyzer.look(at: bytes, takenAt: Instant(millisecondsSinceEpoch: 0))
    }

    @Test(
        "Every kind of still picture is analysed, of an animated PNG the first",
        arguments: [
            SamplePictures.webP, SamplePictures.webPLossless, SamplePictures.webPWithExif, SamplePictures.png,
            SamplePictures.pngWithExif, SamplePictures.animatedPNG, SamplePictures.png16Bit, SamplePictures.greyPNG,
            SamplePictures.palettePNG, SamplePictures.transparentPNG, SamplePictures.greyJPEG, SamplePictures.cmykJPEG,
            SamplePictures.progressiveJPEG, SamplePictures.jpegWithExif,
        ]
    )
    func stillPicturesAreAnalysed(bytes: [UInt8]) throws {
        let header = try ImageHeader(bytes)
        #expect(header.width == 32 && header.height == 24)
        let picture = try #require(Picture.colour(bytes))
        #expect(picture.width * picture.height == 32 * 24)
        try look(bytes)
    }

    @Test(
        "Animations that cannot be analysed are refused as such",
        arguments: [SamplePictures.animatedWebP, SamplePictures.gif, SamplePictures.animatedGIF]
    )
    func animationsAreRefused(bytes: [UInt8]) {
        let error = #expect(throws: FrameAnalysisError.self) { try look(bytes) }
        #expect(error?.code == "unsupported_picture")
    }

    @Test(
        "EXIF tells when a picture was taken and how it is turned, in every format",
        arguments: [SamplePictures.jpegWithExif, SamplePictures.pngWithExif, SamplePictures.webPWithExif]
    )
    func exifIsRead(bytes: [UInt8]) throws {
        let metadata = PictureMetadata(bytes)
        #expect(metadata.orientation == 6)
        #expect(metadata.takenAt == .instant(Self.taken))
        // The left half is bright; turned by a quarter with the clock, that is the upper half.
        let picture = try #require(Picture.colour(bytes))
        #expect(picture.width == 24 && picture.height == 32)
        let upper = try #require(picture.crop(PixelRectangle(x: 0, y: 0, width: 24, height: 12)))
        let lower = try #require(picture.crop(PixelRectangle(x: 0, y: 20, width: 24, height: 12)))
        #expect(Self.brightness(upper) > 200 && Self.brightness(lower) < 60)
    }

    @Test("Every truncation and every flipped byte of a picture is analysed or refused, never a crash")
    func damageIsTakenCalmly() throws {
        var refused = 0
        for whole in [SamplePictures.webPWithExif, SamplePictures.pngWithExif, SamplePictures.jpegWithExif] {
            for length in 0..<whole.count {
                _ = PictureMetadata(Array(whole.prefix(length)))
                do { try look(Array(whole.prefix(length))) } catch is FrameAnalysisError { refused += 1 }
            }
            for position in whole.indices {
                var damaged = whole
                damaged[position] ^= 1 << UInt8(position % 8)
                _ = PictureMetadata(damaged)
                do { try look(damaged) } catch is FrameAnalysisError { refused += 1 }
            }
        }
        #expect(refused > 100)
    }

    @Test("Random bytes behind any beginning are refused, never a crash")
    func randomBytesAreRefused() {
        var random = SeededRandom(11)
        let beginnings: [[UInt8]] = [
            [], [0xFF, 0xD8, 0xFF], Array("\u{89}PNG".utf8), Array("RIFF".utf8), Array(SamplePictures.webP.prefix(16)),
            Array(SamplePictures.jpegWithExif.prefix(30)), Array(SamplePictures.png.prefix(33)),
        ]
        for index in 0..<2_000 {
            let tail = (0..<Int.random(in: 0...200, using: &random))
                .map { _ in UInt8.random(in: 0...255, using: &random) }
            let bytes = beginnings[index % beginnings.count] + tail
            _ = PictureMetadata(bytes)
            _ = ExifData(tiff: (index % 2 == 0 ? [0x49, 0x49, 0x2A, 0] : [0x4D, 0x4D, 0, 0x2A]) + tail[...])
            #expect(throws: FrameAnalysisError.self) { try look(bytes) }
        }
    }

    @Test("What a picture does not tell stays unknown")
    func plainPicturesTellNothing() {
        #expect(PictureMetadata(SamplePictures.png) == PictureMetadata([]))
        #expect(PictureMetadata(SamplePictures.webP).takenAt == nil)
    }

    private static func brightness(_ picture: Picture) -> Int {
        let jpeg = picture.jpeg(quality: 90) ?? []
        guard let grey = Picture.grey(jpeg, reduction: 1) else { return -1 }
        var (mean, deviation) = (0.0, 0.0)
        guard cvision_brightness(grey.pointer, &mean, &deviation) == CVISION_OK else { return -1 }
        return Int(mean)
    }
}
