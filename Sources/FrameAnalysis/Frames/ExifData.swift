import MonitoringModel

/// When a picture was taken and how it is turned, out of its EXIF data.
///
/// Source: CIPA DC-008 (Exif 2.32) on top of TIFF 6.0. Offsets are followed only inside the data, each
/// directory once and to at most ``maximumEntries`` entries.
struct ExifData: Hashable, Sendable {
    /// The most entries of a directory that are looked at.
    static let maximumEntries = 256

    private enum Tag {
        static let orientation = 0x0112
        static let exifDirectory = 0x8769
        static let takenAt = 0x9003
        static let offset = 0x9010
        static let takenOffset = 0x9011
        static let takenFraction = 0x9291
    }

    /// How the picture must be turned to stand upright, 1 (not at all) to 8, as in TIFF.
    private(set) var orientation = 1
    /// When the picture was taken, if told.
    private(set) var takenAt: CaptureTime?

    /// Reads a TIFF block; `nil` if it is none.
    init?(tiff bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes)
        if reader.reads("II*\0", at: 0) {
            reader.isBigEndian = false
        } else if !reader.reads("MM\0*", at: 0) {
            return nil
        }
        guard let start = reader.number(4, bytes: 4) else { return nil }
        let main = Self.entries(reader, at: start)
        if let place = main[Tag.orientation], let value = reader.number(place + 8, bytes: 2), (1...8).contains(value) {
            orientation = value
        }
        guard let place = main[Tag.exifDirectory], let second = reader.number(place + 8, bytes: 4) else { return }
        takenAt = Self.takenAt(reader, Self.entries(reader, at: second))
    }

    /// Where the entry of each tag begins.
    private static func entries(_ reader: ByteReader, at start: Int) -> [Int: Int] {
        var places: [Int: Int] = [:]
        guard let count = reader.number(start, bytes: 2) else { return places }
        for index in 0..<min(count, maximumEntries) {
            let place = start + 2 + index * 12
            guard let tag = reader.number(place, bytes: 2), reader.part(place, 12) != nil else { return places }
            if places[tag] == nil { places[tag] = place }
        }
        return places
    }

    private static func takenAt(_ reader: ByteReader, _ entries: [Int: Int]) -> CaptureTime? {
        guard let date = text(reader, entries[Tag.takenAt]), date.utf8.count == 19 else { return nil }
        let parts = date.split(separator: " ")
        guard parts.count == 2 else { return nil }
        var time = parts[0].split(separator: ":").joined(separator: "-") + "T" + parts[1]
        let fraction = text(reader, entries[Tag.takenFraction])
        if let fraction, !fraction.isEmpty, fraction.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            time += ".\(fraction.prefix(3))"
        }
        let offset = text(reader, entries[Tag.takenOffset]) ?? text(reader, entries[Tag.offset])
        if let offset, offset.utf8.count == 6, let instant = Instant(iso8601: time + offset) {
            return .instant(instant)
        }
        return Instant(iso8601: time + "Z").map(CaptureTime.local)
    }

    /// The ASCII value of an entry, without the bytes and spaces that fill it up; at most 32 bytes.
    private static func text(_ reader: ByteReader, _ place: Int?) -> String? {
        guard let place, reader.number(place + 2, bytes: 2) == 2, let count = reader.number(place + 4, bytes: 4),
            (1...32).contains(count)
        else { return nil }
        let start = count <= 4 ? place + 8 : reader.number(place + 8, bytes: 4) ?? -1
        guard let value = reader.part(start, count)?.prefix(while: { $0 != 0 }),
            value.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        let text = String(decoding: value, as: UTF8.self)
        return String(text.reversed().drop { $0 == " " }.reversed())
    }
}
