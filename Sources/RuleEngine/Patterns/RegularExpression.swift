/// A regular expression of the subset of Java's that can be searched in linear time.
///
/// Texts, `.`, classes, `\d \w \s \b` and their opposites, `^ $`, groups, `|`, and greedy and lazy
/// repetitions; no look-around and no back-references. It is compiled to the program of a nondeterministic
/// automaton (K. Thompson, "Regular Expression Search Algorithm", 1968).
struct RegularExpression: Sendable {
    /// One instruction of the automaton.
    enum Instruction: Sendable {
        /// Take a scalar of a set.
        case take(ScalarSet)
        /// Go on at both places, preferring the first.
        case split(Int, Int)
        /// Go on elsewhere.
        case jump(Int)
        /// Note the position.
        case save(Int)
        /// Go on if the position is as required.
        case require(Position)
        /// The text matches.
        case match
    }

    /// What may be required of a position.
    enum Position: Sendable {
        /// The beginning of the text.
        case start
        /// The end of the text.
        case end
        /// Between a word and no word.
        case boundary
        /// Not between a word and no word.
        case noBoundary
    }

    /// The instructions; the first one is where a search begins.
    private(set) var instructions: [Instruction] = []
    /// How many groups there are, the whole match among them.
    let groups: Int

    /// Reads an expression.
    ///
    /// - Throws: ``PatternError`` that says what is wrong, or that it is too large.
    init(_ text: String) throws(PatternError) {
        guard text.utf8.count <= 4_096 else { throw PatternError(reason: "a pattern of at most 4096 bytes") }
        var parser = PatternParser(text)
        let node = try parser.pattern()
        groups = parser.groups + 1
        try emit(.group(node, 0))
        try append(.match)
    }

    private mutating func append(_ instruction: Instruction) throws(PatternError) {
        guard instructions.count < RuleLimits.patternStates else {
            throw PatternError(reason: "a pattern of at most \(RuleLimits.patternStates) states")
        }
        instructions.append(instruction)
    }

    private mutating func emit(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .set(let set): try append(.take(set))
        case .position(let position): try append(.require(position))
        case .sequence(let parts): for part in parts { try emit(part) }
        case .group(let inner, let number):
            try append(.save(2 * number))
            try emit(inner)
            try append(.save(2 * number + 1))
        case .alternatives(let alternatives): try emit(alternatives)
        case .repetition(let inner, let least, let most, let isLazy):
            for _ in 0..<least { try emit(inner) }
            guard let most else { return try emitLoop(inner, isLazy) }
            try emitOptional(inner, most - least, isLazy)
        }
    }

    private mutating func emit(_ alternatives: [PatternNode]) throws(PatternError) {
        var jumps: [Int] = []
        for (index, alternative) in alternatives.enumerated() {
            guard index < alternatives.count - 1 else {
                try emit(alternative)
                break
            }
            let split = instructions.count
            try append(.match)
            try emit(alternative)
            jumps.append(instructions.count)
            try append(.match)
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emitLoop(_ inner: PatternNode, _ isLazy: Bool) throws(PatternError) {
        let split = instructions.count
        try append(.match)
        try emit(inner)
        try append(.jump(split))
        let behind = instructions.count
        instructions[split] = isLazy ? .split(behind, split + 1) : .split(split + 1, behind)
    }

    private mutating func emitOptional(_ inner: PatternNode, _ count: Int, _ isLazy: Bool) throws(PatternError) {
        var splits: [Int] = []
        for _ in 0..<max(0, count) {
            splits.append(instructions.count)
            try append(.match)
            try emit(inner)
        }
        let behind = instructions.count
        for split in splits { instructions[split] = isLazy ? .split(behind, split + 1) : .split(split + 1, behind) }
    }
}

/// Why a text is no regular expression that can be searched.
struct PatternError: Error, Hashable, CustomStringConvertible {
    /// What should stand there.
    var reason: String

    /// What should stand there.
    var description: String { reason }
}
