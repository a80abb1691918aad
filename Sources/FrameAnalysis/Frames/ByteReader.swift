/// Numbers and parts of a run of bytes; whatever lies outside is `nil`, never a trap.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    /// Whether numbers begin with their most significant byte.
    var isBigEndian: Bool

    /// Creates a reader of bytes.
    init(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool = true) {
        self.bytes = bytes
        self.isBigEndian = isBigEndian
    }

    /// How many bytes there are.
    var count: Int { bytes.count }

    /// Returns a part, or `nil` if it does not lie inside.
    func part(_ start: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard start >= 0, length >= 0, start <= count, length <= count - start else { return nil }
        return bytes.dropFirst(start).prefix(length)
    }

    /// Returns a number of 1 to 4 bytes, or `nil` if it does not lie inside.
    func number(_ start: Int, bytes length: Int) -> Int? {
        guard (1...4).contains(length), let part = part(start, length) else { return nil }
        return isBigEndian ? part.reduce(0) { $0 << 8 | Int($1) } : part.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Returns whether a part reads as ASCII text.
    func reads(_ text: String, at start: Int) -> Bool {
        part(start, text.utf8.count)?.elementsEqual(text.utf8) ?? false
    }
}
