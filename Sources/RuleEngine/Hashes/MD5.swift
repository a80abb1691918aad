import Foundation

/// The MD5 message digest (RFC 1321).
///
/// For matching what devices and other systems compute, not for security.
enum MD5 {
    private static let shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
    // The table is |sin(i + 1)| * 2^32, as the RFC defines it.
    private static let table: [UInt32] = (0..<64)
        .map { UInt32((sin(Double($0 + 1)).magnitude * 4_294_967_296).rounded(.down)) }

    /// Returns the 16 bytes of the digest.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
        let padded = DigestPadding.padded(message, block: 64, bigEndian: false)
        for start in stride(from: 0, to: padded.count, by: 64) {
            let words = (0..<16)
                .map { index -> UInt32 in
                    (0..<4).reduce(0) { $0 | UInt32(padded[start + 4 * index + $1]) << UInt32(8 * $1) }
                }
            compress(&state, words)
        }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
    }

    private static func compress(_ state: inout [UInt32], _ words: [UInt32]) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        for step in 0..<64 {
            let mixed: UInt32
            let index: Int
            switch step / 16 {
            case 0: (mixed, index) = ((b & c) | (~b & d), step)
            case 1: (mixed, index) = ((d & b) | (~d & c), (5 * step + 1) % 16)
            case 2: (mixed, index) = (b ^ c ^ d, (3 * step + 5) % 16)
            default: (mixed, index) = (c ^ (b | ~d), 7 * step % 16)
            }
            let sum = a &+ mixed &+ table[step] &+ words[index]
            let shift = shifts[step / 16 * 4 + step % 4]
            (a, d, c, b) = (d, c, b, b &+ (sum << shift | sum >> (32 - shift)))
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
    }
}

/// What the digests put behind a message.
enum DigestPadding {
    /// Returns a message with a one bit, zeros and its length in bits, filled up to whole blocks.
    static func padded(_ message: [UInt8], block: Int, bigEndian: Bool) -> [UInt8] {
        let lengthBytes = block / 8
        var padded = message + [0x80]
        while padded.count % block != block - lengthBytes { padded.append(0) }
        let bits = UInt64(message.count) &* 8
        var length = (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
        length += [UInt8](repeating: 0, count: lengthBytes - 8)
        return padded + (bigEndian ? length.reversed() : length)
    }
}
