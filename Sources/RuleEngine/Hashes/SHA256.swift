/// The family of 32-bit words of SHA-2 (FIPS 180-4, 6.2 and 6.3).
enum SHA256 {
    /// How long the digest is.
    enum Length {
        /// 224 bits.
        case bits224
        /// 256 bits.
        case bits256
    }

    /// The first bits of the fractions of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = [
        0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
        0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
        0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
        0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
        0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
        0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
        0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
        0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
    ]

    private static func start(_ length: Length) -> [UInt32] {
        switch length {
        case .bits224:
            [
                0xC105_9ED8, 0x367C_D507, 0x3070_DD17, 0xF70E_5939, 0xFFC0_0B31, 0x6858_1511, 0x64F9_8FA7,
                0xBEFA_4FA4,
            ]
        case .bits256:
            [
                0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB,
                0x5BE0_CD19,
            ]
        }
    }

    /// Returns the bytes of the digest.
    static func digest(_ message: [UInt8], _ length: Length) -> [UInt8] {
        var state = start(length)
        let padded = DigestPadding.padded(message, block: 64, bigEndian: true)
        for start in stride(from: 0, to: padded.count, by: 64) {
            var words = (0..<16)
                .map { index -> UInt32 in
                    (0..<4).reduce(0) { $0 << 8 | UInt32(padded[start + 4 * index + $1]) }
                }
            for index in 16..<64 {
                let first = words[index - 15]
                let second = words[index - 2]
                let low = rotated(first, 7) ^ rotated(first, 18) ^ first >> 3
                let high = rotated(second, 17) ^ rotated(second, 19) ^ second >> 10
                words.append(words[index - 16] &+ low &+ words[index - 7] &+ high)
            }
            compress(&state, words)
        }
        let bytes = state.flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
        }
        return Array(bytes.prefix(length == .bits224 ? 28 : 32))
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    private static func compress(_ state: inout [UInt32], _ words: [UInt32]) {
        var work = state
        for step in words.indices {
            let (a, b, c, e, f, g) = (work[0], work[1], work[2], work[4], work[5], work[6])
            let high = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
            let chosen = (e & f) ^ (~e & g)
            let first = work[7] &+ high &+ chosen &+ constants[step] &+ words[step]
            let low = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            work = [first &+ low &+ majority, a, b, c, work[3] &+ first, e, f, g]
        }
        for index in state.indices { state[index] &+= work[index] }
    }
}
