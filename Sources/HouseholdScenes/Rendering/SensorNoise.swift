/// The noise of a camera's sensor: independent for every pixel and colour, different in every frame.
///
/// Amounts come from one table of nearly normal numbers; each frame reads it from other places, block by block. They are
/// stored as bytes with `reach` added, and pictures keep `reach` away from 0 and 255, so that eight pixels are added at
/// once as one word without any carry between them.
struct SensorNoise: Sendable {
    /// The largest standard deviation that can be asked for.
    static let largestSigma = 10.0
    /// The furthest that noise moves a value: three standard deviations, rounded up.
    let reach: Int
    private let words: [UInt64]
    private let seed: UInt64

    private static let wordCount = 8192
    private static let blockWords = 64

    /// Noise of a standard deviation between 0 and `largestSigma` (clipped).
    init(sigma: Double, seed: UInt64) {
        let sigma = sigma.bounded(to: 0...Self.largestSigma)
        reach = Int((3 * sigma).rounded(.up))
        self.seed = seed
        guard reach > 0 else {
            words = []
            return
        }
        var generator = SeededGenerator(seed: seed ^ 0x6E6F_6973_65)
        let limit = reach
        words = (0..<Self.wordCount)
            .map { _ in
                var word: UInt64 = 0
                for _ in 0..<8 {
                    let amount = Int((Self.normal(&generator) * sigma).rounded())
                    word = (word << 8) | UInt64(min(max(amount, -limit), limit) + limit)
                }
                return word
            }
    }

    /// A nearly normal number: the sum of eight evenly spread ones (Irwin and Hall), the same on every machine.
    private static func normal(_ generator: inout SeededGenerator) -> Double {
        var sum: UInt64 = 0
        for _ in 0..<2 {
            let bits = generator.next()
            sum += (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48)
        }
        let spread = (8.0 / 12.0).squareRoot()
        return (Double(sum) / 65_535 - 4) / spread
    }

    /// Adds the noise of one frame to bytes that are all within `reach` and 255 - `reach`.
    func add(to bytes: inout [UInt8], frame: UInt64) {
        guard reach > 0 else { return }
        var generator = SeededGenerator(seed: seed &+ frame &* 0x9E37_79B9_7F4A_7C15)
        let low = UInt64(reach) &* 0x0101_0101_0101_0101
        bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            let wholeWords = buffer.count / 8
            var index = 0
            while index < wholeWords {
                let start = generator.index(below: Self.wordCount - Self.blockWords)
                let count = min(Self.blockWords, wholeWords - index)
                for step in 0..<count {
                    // In bounds: index + step < wholeWords. No carries: reach <= byte, byte - reach + 2 reach <= 255.
                    let place = (index + step) * 8
                    let value = base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    base.storeBytes(of: value &- low &+ words[start + step], toByteOffset: place, as: UInt64.self)
                }
                index += count
            }
            let last = words[generator.index(below: Self.wordCount)]
            for (step, place) in (wholeWords * 8..<buffer.count).enumerated() {
                let amount = Int((last >> UInt64(step * 8)) & 0xFF) - reach
                buffer[place] = UInt8(Int(buffer[place]) + amount)
            }
        }
    }
}
