/// Finds the JPEG pictures in what a camera sends as one long answer (`multipart/x-mixed-replace`).
///
/// Cameras disagree about boundaries and lengths, but not about JPEG: a picture goes from its start marker to
/// its end marker, and segments in between, such as a small picture in the EXIF data, tell their length
/// (ITU-T T.81 annex B). Holds at most ``ImageHeader/maximumBytes`` of a picture; a longer one is passed over.
struct JPEGSplitter {
    private enum Place {
        case outside
        case segments
        case pixels
    }

    private var buffer: [UInt8] = []
    private var place = Place.outside
    /// Where reading goes on.
    private var position = 0
    /// Where the picture begins.
    private var start = 0
    /// Bytes that belong to no picture, since the last picture.
    private(set) var strayBytes = 0
    /// Pictures that were passed over because they were too long or no JPEG inside.
    private(set) var skipped = 0

    /// Creates a splitter that holds nothing.
    init() {}

    /// Adds what was read.
    mutating func append(_ bytes: some Collection<UInt8>) {
        let kept = place == .outside ? position : start
        if kept > 0 {
            buffer.removeFirst(min(kept, buffer.count))
            position -= kept
            start -= min(start, kept)
        }
        buffer.append(contentsOf: bytes)
    }

    /// Returns the next whole picture, or `nil` if more must be read first.
    mutating func next() -> [UInt8]? {
        while true {
            // What lies behind the part that was looked at is at most one read or one segment more.
            if place != .outside, position - start > ImageHeader.maximumBytes { abandon() }
            switch place {
            case .outside:
                guard findStart() else { return nil }
            case .segments:
                guard passSegment() else { return nil }
            case .pixels:
                guard passPixels() else { return nil }
                guard place == .outside else { continue }
                strayBytes = 0
                return Array(buffer[start..<position])
            }
        }
    }

    private mutating func findStart() -> Bool {
        while position + 2 < buffer.count {
            if buffer[position] == 0xFF, buffer[position + 1] == 0xD8, buffer[position + 2] == 0xFF {
                start = position
                position += 2
                place = .segments
                return true
            }
            position += 1
            strayBytes += 1
        }
        return false
    }

    /// Goes behind a segment, or into the pixels behind the start of scan.
    private mutating func passSegment() -> Bool {
        guard position + 4 <= buffer.count else { return false }
        guard buffer[position] == 0xFF else {
            abandon()
            return true
        }
        let marker = buffer[position + 1]
        if marker == 0xFF {
            position += 1
            return true
        }
        let length = Int(buffer[position + 2]) << 8 | Int(buffer[position + 3])
        guard length >= 2, marker >= 0xC0, marker != 0xD8, marker != 0xD9 else {
            abandon()
            return true
        }
        guard position + 2 + length <= buffer.count else { return false }
        position += 2 + length
        if marker == 0xDA { place = .pixels }
        return true
    }

    /// Goes behind the end marker or to the tables of a further scan, which progressive pictures have.
    ///
    /// In the pixels, FF is followed by 00 or by a restart marker.
    private mutating func passPixels() -> Bool {
        while position + 1 < buffer.count {
            let marker = buffer[position] == 0xFF ? buffer[position + 1] : 0
            switch marker {
            case 0xD9:
                position += 2
                place = .outside
                return true
            case 0, 0xFF: position += 1
            case 0xD0...0xD7: position += 2
            default:
                place = .segments
                return true
            }
        }
        return false
    }

    private mutating func abandon() {
        skipped += 1
        strayBytes += position - start
        place = .outside
        position = max(position, start + 2)
    }
}
