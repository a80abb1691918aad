/// A set of characters of a regular expression.
struct ScalarSet: Hashable, Sendable {
    /// The ranges it is made of.
    var ranges: [ClosedRange<UInt32>]
    /// Whether all others are meant.
    var isInverted = false
    /// Whether the case of ASCII letters is passed over.
    var ignoresCase = false

    /// One character.
    init(_ scalar: Unicode.Scalar) {
        ranges = [scalar.value...scalar.value]
    }

    /// Ranges of characters.
    init(_ ranges: [ClosedRange<UInt32>], isInverted: Bool = false) {
        self.ranges = ranges
        self.isInverted = isInverted
    }

    /// Every character but the end of a line.
    static let dot = ScalarSet([0x0A...0x0A, 0x0D...0x0D], isInverted: true)
    /// The digits 0 to 9.
    static let digits = ScalarSet([0x30...0x39])
    /// Letters A to Z, digits and the low line.
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// White space.
    static let space = ScalarSet([0x09...0x0D, 0x20...0x20])

    /// The characters that are not in this set.
    var inverted: ScalarSet {
        var set = self
        set.isInverted.toggle()
        return set
    }

    /// Returns whether a character is in the set.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if ranges.contains(where: { $0.contains(value) }) { return !isInverted }
        if ignoresCase {
            let folded = value | 0x20
            if (0x61...0x7A).contains(folded), ranges.contains(where: { $0.contains(value ^ 0x20) }) {
                return !isInverted
            }
        }
        return isInverted
    }
}

/// A part of a regular expression.
indirect enum PatternNode {
    /// One character.
    case set(ScalarSet)
    /// A requirement of the position.
    case position(RegularExpression.Position)
    /// One after the other.
    case sequence([PatternNode])
    /// One of several.
    case alternatives([PatternNode])
    /// What is noted under a number.
    case group(PatternNode, Int)
    /// So many times; without a greatest number for ever.
    case repetition(PatternNode, least: Int, most: Int?, isLazy: Bool)
}
