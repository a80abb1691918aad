/// What a picture says about itself besides its pixels; a picture that says nothing has default values.
///
/// Only the segments and chunks are walked, nothing is decoded: ITU-T T.81 annex B (JPEG), ISO/IEC 15948 with
/// its eXIf chunk (PNG), RFC 9649 (WebP).
struct PictureMetadata: Hashable, Sendable {
    /// The most segments or chunks that are walked.
    static let maximumParts = 512

    /// How the picture must be turned to stand upright, 1 (not at all) to 8, as in TIFF.
    var orientation = 1
    /// When the picture was taken, if told.
    var takenAt: CaptureTime?

    /// Reads what a picture says, as far as it can be read.
    init(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes[...])
        let block =
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                Self.jpegBlock(reader)
            } else if reader.reads("PNG", at: 1) {
                Self.pngBlock(reader)
            } else if reader.reads("RIFF", at: 0), reader.reads("WEBP", at: 8) {
                Self.webPBlock(reader)
            } else {
                ArraySlice<UInt8>?.none
            }
        guard let block, let data = ExifData(tiff: block) else { return }
        orientation = data.orientation
        takenAt = data.takenAt
    }

    /// Whether width and height change places when the picture is turned upright.
    var isOnItsSide: Bool { orientation >= 5 }

    private static func jpegBlock(_ reader: ByteReader) -> ArraySlice<UInt8>? {
        var position = 2
        for _ in 0..<maximumParts {
            guard reader.number(position, bytes: 1) == 0xFF, let marker = reader.number(position + 1, bytes: 1) else {
                return nil
            }
            if marker == 0xFF {
                position += 1
                continue
            }
            // Behind the start of scan come only pixels.
            guard marker != 0xDA, let length = reader.number(position + 2, bytes: 2), length >= 2 else { return nil }
            if marker == 0xE1, reader.reads("Exif\0\0", at: position + 4), length >= 8 {
                return reader.part(position + 10, length - 8)
            }
            position += 2 + length
        }
        return nil
    }

    private static func pngBlock(_ reader: ByteReader) -> ArraySlice<UInt8>? {
        var position = 8
        for _ in 0..<maximumParts {
            guard let length = reader.number(position, bytes: 4), reader.part(position + 8, length) != nil else {
                return nil
            }
            if reader.reads("eXIf", at: position + 4) { return reader.part(position + 8, length) }
            position += 12 + length
        }
        return nil
    }

    private static func webPBlock(_ reader: ByteReader) -> ArraySlice<UInt8>? {
        var little = reader
        little.isBigEndian = false
        var position = 12
        for _ in 0..<maximumParts {
            guard let length = little.number(position + 4, bytes: 4), reader.part(position + 8, length) != nil else {
                return nil
            }
            if reader.reads("EXIF", at: position) {
                // Some writers put JPEG's identifier in front.
                let skipped = reader.reads("Exif\0\0", at: position + 8) && length >= 6 ? 6 : 0
                return reader.part(position + 8 + skipped, length - skipped)
            }
            position += 8 + length + length % 2
        }
        return nil
    }
}
