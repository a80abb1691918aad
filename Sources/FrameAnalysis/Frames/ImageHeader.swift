/// What a picture's header says, read before anything is decoded.
///
/// A header that promises a huge picture costs a decoder gigabytes, so size and completeness are
/// looked at first. Sources: ITU-T T.81 (JPEG) annex B, ISO/IEC 15948 (PNG) clauses 5 and 11, RFC 9649 (WebP).
struct ImageHeader: Hashable, Sendable {
    /// The shortest side that is analysed, in pixels.
    static let smallestSide = 16
    /// The longest side that is analysed, in pixels.
    static let largestSide = 4_096
    /// The largest frame, in bytes.
    static let maximumBytes = 8 << 20

    /// The format of a picture.
    enum Format: String, Sendable {
        /// ITU-T T.81.
        case jpeg = "JPEG"
        /// ISO/IEC 15948.
        case png = "PNG"
        /// RFC 9649.
        case webP = "WebP"
    }

    /// The format.
    let format: Format
    /// Pixels from left to right, before the picture is turned upright.
    let width: Int
    /// Pixels from top to bottom, before the picture is turned upright.
    let height: Int

    /// Reads and checks the header.
    ///
    /// - Throws: ``FrameAnalysisError`` if the bytes are no complete picture of a suitable size.
    init(_ bytes: [UInt8]) throws(FrameAnalysisError) {
        guard bytes.count <= Self.maximumBytes else {
            throw .tooLarge(bytes: bytes.count, limit: Self.maximumBytes)
        }
        let size: (width: Int, height: Int)
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            format = .jpeg
            size = try Self.jpegSize(bytes)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            format = .png
            size = try Self.pngSize(bytes)
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            format = .webP
            size = try Self.webPSize(bytes)
        } else if bytes.starts(with: "GIF8".utf8) {
            throw .unsupportedPicture(format: "GIF", reason: "cameras' pictures have more than 256 colours")
        } else {
            let prefix = bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: " ")
            throw .notAPicture(prefix: bytes.isEmpty ? "nothing" : prefix)
        }
        width = size.width
        height = size.height
        let permitted = Self.smallestSide...Self.largestSide
        guard permitted.contains(width), permitted.contains(height) else {
            throw .unsuitableSize(width: width, height: height)
        }
    }

    private static func jpegSize(_ bytes: [UInt8]) throws(FrameAnalysisError) -> (Int, Int) {
        // Some cameras pad behind the end marker; a cut picture has no end marker at all.
        guard containsEndMarker(bytes) else {
            throw .damagedPicture(format: "JPEG", reason: "it ends early")
        }
        var position = 2
        while position + 9 < bytes.count {
            guard bytes[position] == 0xFF else {
                throw .damagedPicture(format: "JPEG", reason: "no marker at byte \(position)")
            }
            let marker = bytes[position + 1]
            if marker == 0xFF {
                position += 1
                continue
            }
            if isFrameHeader(marker) {
                let height = Int(bytes[position + 5]) << 8 | Int(bytes[position + 6])
                let width = Int(bytes[position + 7]) << 8 | Int(bytes[position + 8])
                return (width, height)
            }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            guard length >= 2 else {
                throw .damagedPicture(format: "JPEG", reason: "segment of length \(length) at byte \(position)")
            }
            position += 2 + length
        }
        throw .damagedPicture(format: "JPEG", reason: "no frame header")
    }

    private static func containsEndMarker(_ bytes: [UInt8]) -> Bool {
        let tail = bytes.suffix(256)
        return zip(tail, tail.dropFirst()).contains { $0 == 0xFF && $1 == 0xD9 }
    }

    /// SOF0 to SOF15 without the markers in between that mean something else.
    private static func isFrameHeader(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
    }

    private static func pngSize(_ bytes: [UInt8]) throws(FrameAnalysisError) -> (Int, Int) {
        guard bytes.count >= 45, Array(bytes[12..<16]) == Array("IHDR".utf8) else {
            throw .damagedPicture(format: "PNG", reason: "no header chunk")
        }
        guard bytes.suffix(8).starts(with: "IEND".utf8) else {
            throw .damagedPicture(format: "PNG", reason: "it ends early")
        }
        func number(_ start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }

    /// The three kinds of WebP: lossy, lossless, and extended, which may be animated.
    private static func webPSize(_ bytes: [UInt8]) throws(FrameAnalysisError) -> (Int, Int) {
        let reader = ByteReader(bytes[...], isBigEndian: false)
        guard let length = reader.number(4, bytes: 4), length <= bytes.count - 8 else {
            throw .damagedPicture(format: "WebP", reason: "it ends early")
        }
        func number(_ start: Int, _ count: Int) throws(FrameAnalysisError) -> Int {
            guard let number = reader.number(start, bytes: count) else {
                throw .damagedPicture(format: "WebP", reason: "it ends early")
            }
            return number
        }
        if reader.reads("VP8X", at: 12) {
            guard try number(20, 1) & 0x02 == 0 else {
                throw .unsupportedPicture(format: "WebP", reason: "it is animated")
            }
            return (try number(24, 3) + 1, try number(27, 3) + 1)
        }
        if reader.reads("VP8L", at: 12), try number(20, 1) == 0x2F {
            let bits = try number(21, 4)
            return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        if reader.reads("VP8 ", at: 12), try number(23, 3) == 0x2A_01_9D {
            return (try number(26, 2) & 0x3FFF, try number(28, 2) & 0x3FFF)
        }
        throw .damagedPicture(format: "WebP", reason: "no picture chunk")
    }
}
