import MonitoringModel
import MonitoringTestKit
import Testing

@testable import FrameAnalysis

@Suite("What a kept picture tells beyond its pixels")
struct BareJPEGTests {
    private static let size = (width: 640, height: 360)

    /// A picture with a segment put in behind its beginning.
    private static func jpeg(with marker: UInt8, _ content: [UInt8], in picture: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, 0xD8, 0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content + picture.dropFirst(2)
    }

    /// EXIF data with a GPS directory (Exif 3.0, 4.6.6): latitude 47 degrees north.
    private static let location: [UInt8] =
        Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0]
        + [0, 2, 0, 1, 0, 2, 0, 0, 0, 2] + Array("N\0\0\0".utf8) + [0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 56, 0, 0, 0, 0]
        + [0, 0, 0, 47, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]

    private static func plain(_ index: Int = 0) throws -> [UInt8] {
        let pixels = (0..<size.height)
            .flatMap { y in (0..<size.width).flatMap { x in [UInt8](repeating: UInt8((x + y + index) % 200), count: 3) }
            }
        return try #require(Picture.rgb(pixels, width: size.width, height: size.height)?.jpeg(quality: 80))
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        (0...(bytes.count - part.count)).contains { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
    }

    @Test("EXIF with a place, XMP, comments and what follows the end go; the pixels stay to the last bit")
    func rest() throws {
        let plain = try Self.plain()
        let xmp = Array("http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>47,0N".utf8)
        var full = Self.jpeg(with: 0xE1, Self.location, in: plain)
        full = Self.jpeg(with: 0xE1, xmp, in: full)
        full = Self.jpeg(with: 0xFE, Array("47.0 N".utf8), in: full) + Array("MotionPhoto".utf8)
        #expect(contains(full, Array("GPSLatitude".utf8)) && contains(full, Array("Exif".utf8)))
        let bare = try #require(BareJPEG(full)).bytes
        #expect(bare == BareJPEG(plain)?.bytes)
        for word in ["Exif", "GPSLatitude", "47.0 N", "MotionPhoto"] { #expect(!contains(bare, Array(word.utf8))) }
        let before = try #require(Picture.colour(full))
        #expect(try #require(Picture.colour(bare)).isIdentical(to: before))
    }

    @Test(
        "Pictures of other kinds decode as before",
        arguments: [SamplePictures.greyJPEG, SamplePictures.cmykJPEG, SamplePictures.progressiveJPEG]
    )
    func kinds(picture: [UInt8]) throws {
        let bare = try #require(BareJPEG(picture)).bytes
        let before = try #require(Picture.colour(picture))
        #expect(try #require(Picture.colour(bare)).isIdentical(to: before))
    }

    @Test("Every truncation is refused, and every changed byte is taken calmly")
    func damage() {
        let whole = SamplePictures.jpegWithExif
        for length in 0..<(whole.count - 1) { #expect(BareJPEG(Array(whole.prefix(length))) == nil) }
        for position in whole.indices {
            var damaged = whole
            damaged[position] ^= 0xFF
            _ = BareJPEG(damaged)
        }
    }

    @Test("No frame that a camera keeps says where it was taken, upright or turned", arguments: [1, 6])
    func keptFrames(orientation: UInt8) throws {
        let analyzer = CameraAnalyzer(
            settings: CameraSettings(camera: "c"),
            estimator: NobodyEstimator(),
            evidence: .films
        )
        // The first of two entries: the orientation; the second: the way to the place.
        var exif = Self.location
        exif[15] = 2
        exif.replaceSubrange(16..<16, with: [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0])
        for index in 0..<3 {
            let frame = Self.jpeg(with: 0xE1, exif, in: try Self.plain(index))
            #expect(PictureMetadata(frame).orientation == Int(orientation))
            _ = try analyzer.look(at: frame, takenAt: .ms(index * 1_000))
            let kept = try #require(analyzer.evidence.last)
            #expect(!contains(kept.jpeg, Array("Exif".utf8)) && !contains(kept.jpeg, [0xFF, 0xE1]))
            let picture = try #require(Picture.colour(kept.jpeg))
            #expect(picture.width == (orientation == 6 ? 360 : 640) && picture.width == kept.width)
        }
    }
}
