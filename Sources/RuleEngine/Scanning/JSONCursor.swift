import MonitoringModel

/// A position in the bytes of a JSON document.
struct JSONCursor {
    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    /// The offset of the next byte.
    private(set) var position = 0

    /// Begins at the first byte; the buffer must outlive the cursor.
    init(_ payload: UnsafeRawBufferPointer) {
        let buffer = payload.assumingMemoryBound(to: UInt8.self)
        // An empty buffer may have no address; no byte of it is ever read.
        bytes = buffer.baseAddress ?? Self.nowhere
        count = buffer.baseAddress == nil ? 0 : buffer.count
    }

    private static var nowhere: UnsafePointer<UInt8> { StaticString("").utf8Start }

    /// Whether all bytes have been passed.
    var isAtEnd: Bool { position == count }

    /// The next byte; 0, which no document has outside texts, at the end.
    var peek: UInt8 { position < count ? bytes[position] : 0 }

    /// Passes a byte if it is the next.
    @inline(__always)
    mutating func accept(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    /// Passes white space.
    @inline(__always)
    mutating func skipSpace() {
        while position < count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// A name and a number that is the same for equal names and nearly always differs for others.
    struct Name {
        /// The offset of its first byte.
        var start: Int
        /// The offset behind its last byte.
        var end: Int
        /// The number (Fowler-Noll-Vo, 64 bits).
        var hash: UInt64
    }

    /// Returns the number of a name.
    static func hash(of name: [UInt8]) -> UInt64 {
        name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Passes a name without escapes and returns where it stands, or `nil` if there is none.
    @inline(__always)
    mutating func plainName() -> Name? {
        guard accept(UInt8(ascii: "\"")) else { return nil }
        let start = position
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        while position < count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return Name(start: start, end: position - 1, hash: hash)
            }
            guard byte != UInt8(ascii: "\\"), byte >= 0x20 else { return nil }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            position += 1
        }
        return nil
    }

    /// Returns whether a name consists of given bytes.
    @inline(__always)
    func equals(_ name: Name, _ wanted: [UInt8]) -> Bool {
        guard name.end - name.start == wanted.count else { return false }
        for index in 0..<wanted.count where bytes[name.start + index] != wanted[index] { return false }
        return true
    }

    /// Passes a value and returns whether there was one.
    mutating func skipValue(depth: Int) -> Bool {
        switch peek {
        case UInt8(ascii: "\""): return skipText()
        case UInt8(ascii: "{"): return skipObject(depth: depth + 1)
        case UInt8(ascii: "["): return skipArray(depth: depth + 1)
        case UInt8(ascii: "t"): return skipWord("true")
        case UInt8(ascii: "f"): return skipWord("false")
        case UInt8(ascii: "n"): return skipWord("null")
        default: return skipNumber()
        }
    }

    private mutating func skipText() -> Bool {
        position += 1
        while position < count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return true }
            guard byte >= 0x20 else { return false }
            if byte == UInt8(ascii: "\\") { position += 1 }
        }
        position = min(position, count)
        return false
    }

    private mutating func skipWord(_ word: StaticString) -> Bool {
        guard position + word.utf8CodeUnitCount <= count else { return false }
        for index in 0..<word.utf8CodeUnitCount where bytes[position + index] != word.utf8Start[index] { return false }
        position += word.utf8CodeUnitCount
        return true
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        return position - start
    }

    private mutating func skipNumber() -> Bool {
        _ = accept(UInt8(ascii: "-"))
        let hasLeadingZero = peek == UInt8(ascii: "0")
        let digits = skipDigits()
        guard digits > 0, digits == 1 || !hasLeadingZero else { return false }
        if accept(UInt8(ascii: ".")), skipDigits() == 0 { return false }
        if peek | 0x20 == UInt8(ascii: "e") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { return false }
        }
        return true
    }

    private mutating func skipObject(depth: Int) -> Bool {
        guard depth <= JSONParser.maximumDepth else { return false }
        position += 1
        skipSpace()
        if accept(UInt8(ascii: "}")) { return true }
        while true {
            guard peek == UInt8(ascii: "\""), skipText() else { return false }
            skipSpace()
            guard accept(UInt8(ascii: ":")) else { return false }
            skipSpace()
            guard skipValue(depth: depth) else { return false }
            skipSpace()
            if accept(UInt8(ascii: "}")) { return true }
            guard accept(UInt8(ascii: ",")) else { return false }
            skipSpace()
        }
    }

    private mutating func skipArray(depth: Int) -> Bool {
        guard depth <= JSONParser.maximumDepth else { return false }
        position += 1
        skipSpace()
        if accept(UInt8(ascii: "]")) { return true }
        while true {
            guard skipValue(depth: depth) else { return false }
            skipSpace()
            if accept(UInt8(ascii: "]")) { return true }
            guard accept(UInt8(ascii: ",")) else { return false }
            skipSpace()
        }
    }
}
