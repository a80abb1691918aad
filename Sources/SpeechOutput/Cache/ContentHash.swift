/// A hash for file names: the same on every start, unlike Swift's own.
enum ContentHash {
    /// Returns 32 hexadecimal digits: FNV-1a over the UTF-8 bytes, with the 128-bit prime and offset basis.
    ///
    /// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft, section 5).
    static func name(of text: String) -> String {
        let prime: UInt128 = (1 << 88) | 0x13B
        var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in text.utf8 {
            hash ^= UInt128(byte)
            hash = hash &* prime
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
