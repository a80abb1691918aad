/// Reads a regular expression by recursive descent.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0
    private var ignoresCase = false
    /// How many groups have been opened.
    private(set) var groups = 0

    /// Takes the text of an expression.
    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// Reads the whole expression.
    ///
    /// - Throws: ``PatternError`` at the first fault.
    mutating func pattern() throws(PatternError) -> PatternNode {
        if scalars.starts(with: "(?i)".unicodeScalars) {
            ignoresCase = true
            position = 4
        }
        let node = try alternatives()
        guard position == scalars.count else { throw fault("no ) without (") }
        return node
    }

    private func fault(_ expected: String) -> PatternError {
        PatternError(reason: "a pattern with \(expected) (at character \(position + 1) of the pattern)")
    }

    private func peek() -> Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        var parts = [try sequence()]
        while accept("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = peek(), next != "|", next != ")" { parts.append(try quantified()) }
        return .sequence(parts)
    }

    private mutating func quantified() throws(PatternError) -> PatternNode {
        let atom = try atom()
        guard let (least, most) = try quantifier() else { return atom }
        let isLazy = accept("?")
        if peek() == "+" { throw fault("* or *? in place of *+") }
        return .repetition(atom, least: least, most: most, isLazy: isLazy)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if accept("*") { return (0, nil) }
        if accept("+") { return (1, nil) }
        if accept("?") { return (0, 1) }
        guard accept("{") else { return nil }
        guard let least = number() else { throw fault("a number behind {") }
        if accept("}") { return (least, least) }
        guard accept(",") else { throw fault("a closing }") }
        if accept("}") { return (least, nil) }
        guard let most = number(), most >= least, accept("}") else { throw fault("{least,most}") }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek(), ("0"..."9").contains(digit) {
            value = (value ?? 0) * 10 + Int(digit.value - 48)
            position += 1
            if (value ?? 0) > 1_000 { return nil }
        }
        return value
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let scalar = peek() else { throw fault("something to repeat") }
        switch scalar {
        case "(": return try group()
        case "[":
            position += 1
            return .set(cased(try characterClass()))
        case "*", "+", "?", "{": throw fault("something to repeat before \(scalar); write \\\(scalar) for the sign")
        case "\\": return try escape()
        default:
            position += 1
            switch scalar {
            case ".": return .set(.dot)
            case "^": return .position(.start)
            case "$": return .position(.end)
            default: return .set(cased(ScalarSet(scalar)))
            }
        }
    }

    private func cased(_ set: ScalarSet) -> ScalarSet {
        var result = set
        result.ignoresCase = ignoresCase
        return result
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        position += 1
        depth += 1
        guard depth <= 50 else { throw fault("at most 50 open groups") }
        var number: Int?
        if accept("?") {
            guard accept(":") else { throw fault("neither look-around nor flags within") }
        } else {
            groups += 1
            guard groups < 100 else { throw fault("fewer than 100 groups") }
            number = groups
        }
        let inner = try alternatives()
        guard accept(")") else { throw fault("a closing )") }
        depth -= 1
        return number.map { .group(inner, $0) } ?? inner
    }

    private mutating func escape() throws(PatternError) -> PatternNode {
        position += 1
        guard let scalar = peek() else { throw fault("a character behind \\") }
        if ("1"..."9").contains(scalar) { throw fault("no back-references") }
        switch scalar {
        case "b", "B":
            position += 1
            return .position(scalar == "b" ? .boundary : .noBoundary)
        case "A", "z", "Z":
            position += 1
            return .position(scalar == "A" ? .start : .end)
        default: return .set(cased(try escapedSet()))
        }
    }

    private mutating func escapedSet() throws(PatternError) -> ScalarSet {
        guard let scalar = peek() else { throw fault("a character behind \\") }
        position += 1
        switch scalar {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .word
        case "W": return ScalarSet.word.inverted
        case "s": return .space
        case "S": return ScalarSet.space.inverted
        case "n": return ScalarSet("\n")
        case "r": return ScalarSet("\r")
        case "t": return ScalarSet("\t")
        default:
            let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            guard !isLetter else { throw fault("no escape \\\(scalar)") }
            return ScalarSet(scalar)
        }
    }

    private mutating func characterClass() throws(PatternError) -> ScalarSet {
        let isInverted = accept("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = peek(), scalar != "]" || isFirst {
            isFirst = false
            position += 1
            if scalar == "[" { throw fault("no class within a class; write \\[ for the sign") }
            var low = scalar
            if scalar == "\\" {
                let set = try escapedSet()
                guard !set.isInverted, set.ranges.count == 1, set.ranges[0].count == 1,
                    let single = Unicode.Scalar(set.ranges[0].lowerBound)
                else {
                    guard !set.isInverted else { throw fault("no \\D, \\W or \\S in a class") }
                    ranges += set.ranges
                    continue
                }
                low = single
            }
            ranges.append(low.value...(try upperBound(of: low)))
        }
        guard accept("]") else { throw fault("a closing ]") }
        return ScalarSet(ranges, isInverted: isInverted)
    }

    private mutating func upperBound(of low: Unicode.Scalar) throws(PatternError) -> UInt32 {
        guard peek() == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else { return low.value }
        position += 1
        var high = scalars[position]
        position += 1
        if high == "\\" {
            let set = try escapedSet()
            guard set.ranges.count == 1, set.ranges[0].count == 1, !set.isInverted,
                let single = Unicode.Scalar(set.ranges[0].lowerBound)
            else { throw fault("a character behind - in a class") }
            high = single
        }
        guard high.value >= low.value else { throw fault("a range that ascends") }
        return high.value
    }
}
