/// Pictures that cameras ought not to send, in an order that is the same in every run.
struct BadFrames {
    private var state: UInt64 = 20_261_123
    private let good: [[UInt8]]
    private static let huge = [UInt8](repeating: 0xFF, count: 20_000_000)

    init(good: [[UInt8]]) {
        self.good = good
    }

    /// A number from a linear congruential generator (Knuth, MMIX).
    private mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(limit, 1)
    }

    mutating func next() -> [UInt8] {
        let whole = good[number(below: good.count)]
        switch number(below: 16) {
        case 0: return Array(whole.prefix(number(below: whole.count)))
        case 1, 2, 3: return damaged(whole)
        case 4: return sized(width: 1, height: 1)
        case 5: return sized(width: 65_535, height: 65_535)
        case 6: return Self.huge
        case 7: return SamplePictures.cmykJPEG
        case 8: return SamplePictures.png16Bit
        case 9: return [SamplePictures.animatedWebP, SamplePictures.animatedGIF][number(below: 2)]
        case 10: return SamplePictures.animatedPNG
        case 11: return [SamplePictures.greyJPEG, SamplePictures.greyPNG][number(below: 2)]
        case 12: return (0..<number(below: 4_000)).map { _ in UInt8(number(below: 256)) }
        case 13: return damaged([SamplePictures.webP, SamplePictures.png, SamplePictures.jpegWithExif][number(below: 3)])
        case 14: return SamplePictures.progressiveJPEG
        default: return []
        }
    }

    private mutating func damaged(_ whole: [UInt8]) -> [UInt8] {
        var bytes = whole
        for _ in 0...number(below: 40) { bytes[number(below: bytes.count)] = UInt8(number(below: 256)) }
        return bytes
    }

    /// A JPEG that claims a size and has no pixels.
    private func sized(width: Int, height: Int) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8]
        bytes += [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
        return bytes + [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9]
    }
}
