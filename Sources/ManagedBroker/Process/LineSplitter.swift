/// Cuts a stream of bytes into lines of bounded length.
struct LineSplitter {
    /// The longest line that is kept, in bytes; the rest of a longer one is dropped.
    static let maximumLength = 2_048

    private var pending: [UInt8] = []

    /// Takes in bytes and returns the lines they complete.
    mutating func append(_ bytes: some Sequence<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(String(decoding: pending, as: UTF8.self))
                pending.removeAll(keepingCapacity: true)
            } else if pending.count < Self.maximumLength {
                pending.append(byte)
            }
        }
        return lines
    }

    /// What came after the last line break, if anything.
    var rest: String? { pending.isEmpty ? nil : String(decoding: pending, as: UTF8.self) }
}
