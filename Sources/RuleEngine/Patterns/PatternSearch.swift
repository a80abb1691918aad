/// A search with a regular expression: all possibilities in step, so the time is linear in the text.
///
/// Source: R. Pike's and K. Thompson's simulation as described by R. Cox, "Regular Expression Matching: the
/// Virtual Machine Approach", 2009. The number of steps is bounded by ``RuleLimits/patternSteps``.
struct PatternSearch {
    private typealias Thread = (place: Int, saved: [Int])

    private let pattern: RegularExpression
    private let text: [Unicode.Scalar]
    private var steps = 0
    private var marks: [Int]
    private var generation = 0

    /// Begins a search.
    init(_ pattern: RegularExpression, _ text: [Unicode.Scalar]) {
        self.pattern = pattern
        self.text = text
        marks = Array(repeating: 0, count: pattern.instructions.count)
    }

    /// Whether the search was given up because it took too many steps.
    var isExhausted: Bool { steps > RuleLimits.patternSteps }

    /// Returns the bounds of the first match from a position on and of its groups, -1 for those that did not
    /// take part, or `nil` if there is none.
    mutating func firstMatch(from start: Int) -> [Int]? {
        var current: [Thread] = []
        var best: [Int]?
        var position = start
        let unsaved = Array(repeating: -1, count: 2 * pattern.groups)
        while position <= text.count, !isExhausted {
            generation += 1
            var following: [Thread] = []
            // Threads are in order of preference; a new one begins behind all older ones.
            var seeded: [Thread] = []
            for thread in current { add(thread.place, thread.saved, position, &seeded) }
            if best == nil { add(0, unsaved, position, &seeded) }
            if seeded.isEmpty, best != nil { break }
            for thread in seeded {
                steps += 1
                switch pattern.instructions[thread.place] {
                case .match:
                    best = thread.saved
                case .take(let set):
                    guard position < text.count, set.contains(text[position]) else { continue }
                    following.append((thread.place + 1, thread.saved))
                    continue
                default: continue
                }
                break
            }
            current = following
            position += 1
            if current.isEmpty, best != nil { break }
        }
        return isExhausted ? nil : best
    }

    /// Follows instructions that take no character; each is visited once a position.
    private mutating func add(_ place: Int, _ saved: [Int], _ position: Int, _ threads: inout [Thread]) {
        var pending: [Thread] = [(place, saved)]
        while let thread = pending.popLast() {
            guard marks[thread.place] != generation else { continue }
            marks[thread.place] = generation
            steps += 1
            switch pattern.instructions[thread.place] {
            case .jump(let target): pending.append((target, thread.saved))
            case .split(let first, let second):
                pending.append((second, thread.saved))
                pending.append((first, thread.saved))
            case .save(let slot):
                var noted = thread.saved
                if slot < noted.count { noted[slot] = position }
                pending.append((thread.place + 1, noted))
            case .require(let requirement):
                if holds(requirement, at: position) { pending.append((thread.place + 1, thread.saved)) }
            case .take, .match: threads.append(thread)
            }
        }
    }

    private func holds(_ requirement: RegularExpression.Position, at position: Int) -> Bool {
        switch requirement {
        case .start: return position == 0
        case .end: return position == text.count
        case .boundary, .noBoundary:
            let before = position > 0 && ScalarSet.word.contains(text[position - 1])
            let behind = position < text.count && ScalarSet.word.contains(text[position])
            return (before != behind) == (requirement == .boundary)
        }
    }
}
