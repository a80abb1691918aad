/// A JPEG picture without what it tells beyond its pixels: no EXIF, and so no place and no owner, no comments,
/// no thumbnails and nothing behind its end.
///
/// Kept are what is needed to decode it (ITU-T T.81 annex B), the JFIF header, Adobe's colour transform and a
/// colour profile. The pixels are the same to the last bit.
struct BareJPEG: Hashable, Sendable {
    /// The most segments that are walked.
    static let maximumSegments = 4_096

    /// The picture.
    let bytes: [UInt8]

    /// Takes everything else out of a JPEG picture; `nil` if its segments cannot be walked to the end.
    init?(_ picture: [UInt8]) {
        let reader = ByteReader(picture[...])
        guard picture.starts(with: [0xFF, 0xD8]) else { return nil }
        var kept: [UInt8] = [0xFF, 0xD8]
        kept.reserveCapacity(picture.count)
        var position = 2
        for _ in 0..<Self.maximumSegments {
            guard reader.number(position, bytes: 1) == 0xFF, let marker = reader.number(position + 1, bytes: 1) else {
                return nil
            }
            if marker == 0xFF {
                position += 1
                continue
            }
            if marker == 0xD9 {
                bytes = kept + [0xFF, 0xD9]
                return
            }
            guard let length = reader.number(position + 2, bytes: 2), length >= 2,
                reader.part(position, 2 + length) != nil
            else { return nil }
            var end = position + 2 + length
            if marker == 0xDA { end = Self.endOfScan(picture, from: end) }
            if Self.isNeeded(marker, reader, at: position + 4) { kept += picture[position..<end] }
            position = end
        }
        return nil
    }

    /// Whether a segment is needed to show the picture.
    private static func isNeeded(_ marker: Int, _ reader: ByteReader, at position: Int) -> Bool {
        switch marker {
        case 0xE0: reader.reads("JFIF\0", at: position)
        case 0xE2: reader.reads("ICC_PROFILE\0", at: position)
        case 0xEE: reader.reads("Adobe", at: position)
        case 0xE1...0xEF, 0xFE: false
        default: true
        }
    }

    /// Returns where the next marker stands behind the pixels of a scan; those of restarts belong to the scan.
    private static func endOfScan(_ picture: [UInt8], from start: Int) -> Int {
        var position = start
        while position + 1 < picture.count {
            if picture[position] == 0xFF {
                let next = picture[position + 1]
                if next != 0, !(0xD0...0xD7).contains(next) { return position }
            }
            position += 1
        }
        return picture.count
    }
}
