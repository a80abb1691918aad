/// A 128-bit FNV-1a hash, the same in every run and on every machine.
///
/// It tells messages apart that differ by accident; it is no protection against somebody who wants two
/// messages to look alike, who could as well send what he likes.
///
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (RFC 9923), 128-bit FNV-1a: prime 2^88 + 0x13B.
struct PayloadHash: Hashable {
    /// The upper 64 bits.
    private(set) var high: UInt64 = 0x6C62_272E_07BB_0142
    /// The lower 64 bits.
    private(set) var low: UInt64 = 0x62B8_2175_6295_C58D

    /// Creates the hash of nothing.
    init() {}

    /// Takes in bytes.
    mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        var high = high
        var low = low
        for byte in bytes {
            low ^= UInt64(byte)
            // 128-bit multiplication by 2^88 + 0x13B, modulo 2^128.
            let product = low.multipliedFullWidth(by: 0x13B)
            high = high &* 0x13B &+ product.high &+ (low << 24)
            low = product.low
        }
        self.high = high
        self.low = low
    }

    /// Takes in the UTF-8 of a text.
    mutating func combine(_ text: String) {
        var text = text
        text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
    }

    /// Appends the hash, most significant byte first.
    func append(to bytes: inout [UInt8]) {
        for word in [high, low] {
            withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
        }
    }
}
