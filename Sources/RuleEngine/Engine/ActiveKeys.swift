/// The conditions that hold, bounded: the one that began first is forgotten when there are too many.
struct ActiveKeys: Sendable {
    private struct Entry: Sendable {
        var state: RuleKeyState
        var number: UInt64
    }

    private let limit: Int
    private var entries: [RuleKey: Entry] = [:]
    /// Keys in the order in which they began; some are no longer active and are passed over.
    private var order: [(key: RuleKey, number: UInt64)] = []
    private var oldest = 0
    private var lastNumber: UInt64 = 0

    /// Creates an empty store of at most a number of conditions.
    init(limit: Int = RuleLimits.activeKeys) {
        self.limit = limit
    }

    /// Whether none holds.
    var isEmpty: Bool { entries.isEmpty }

    /// The conditions that hold and their states.
    var all: [RuleKey: RuleKeyState] { entries.mapValues(\.state) }

    /// Returns the state of a condition, or `nil` if it does not hold.
    subscript(key: RuleKey) -> RuleKeyState? { entries[key]?.state }

    /// Notes that a condition holds and returns the one that had to be forgotten for it, if any.
    mutating func insert(_ key: RuleKey, _ state: RuleKeyState) -> RuleKey? {
        lastNumber += 1
        let isNew = entries.updateValue(Entry(state: state, number: lastNumber), forKey: key) == nil
        order.append((key, lastNumber))
        dropStaleOrder()
        return isNew && entries.count > limit ? removeOldest() : nil
    }

    /// Notes that a condition does not hold any more and returns its state if it did.
    mutating func remove(_ key: RuleKey) -> RuleKeyState? {
        entries.removeValue(forKey: key)?.state
    }

    private mutating func removeOldest() -> RuleKey? {
        while oldest < order.count {
            let (key, number) = order[oldest]
            oldest += 1
            if entries[key]?.number == number {
                entries[key] = nil
                return key
            }
        }
        return nil
    }

    /// Keeps the order within twice the number of active keys, at constant cost an insertion on average.
    private mutating func dropStaleOrder() {
        guard order.count > 2 * entries.count + 1_024 else { return }
        order = order[oldest...].filter { entries[$0.key]?.number == $0.number }
        oldest = 0
    }
}
