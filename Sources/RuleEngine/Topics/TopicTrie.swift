/// Topic filters of many rules, arranged by level, so that a topic finds its rules without trying each.
struct TopicTrie: Sendable {
    private struct Node: Sendable {
        var children: [String: Int] = [:]
        var anyLevel: Int?
        var ending: [Int] = []
        var anyRest: [Int] = []
    }

    private var nodes = [Node()]

    /// Creates an empty trie.
    init() {}

    /// Adds a filter under the number of its rule.
    mutating func insert(_ filter: TopicFilter, _ number: Int) {
        var node = 0
        for level in filter.levels {
            if level == "#" {
                nodes[node].anyRest.append(number)
                return
            }
            node = child(of: node, at: level)
        }
        nodes[node].ending.append(number)
    }

    /// Returns the numbers of the rules whose filters match, in ascending order.
    func matches(_ topic: String) -> [Int] {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var found: [Int] = []
        collect(0, levels[...], mayBeginWithWildcard: topic.utf8.first != UInt8(ascii: "$"), &found)
        return found.sorted()
    }

    private mutating func child(of node: Int, at level: String) -> Int {
        let known = level == "+" ? nodes[node].anyLevel : nodes[node].children[level]
        if let known { return known }
        nodes.append(Node())
        if level == "+" {
            nodes[node].anyLevel = nodes.count - 1
        } else {
            nodes[node].children[level] = nodes.count - 1
        }
        return nodes.count - 1
    }

    /// The recursion is as deep as the deepest filter, which has at most ``RuleLimits/filterLevels`` levels.
    private func collect(
        _ node: Int,
        _ levels: ArraySlice<String>,
        mayBeginWithWildcard: Bool,
        _ found: inout [Int]
    ) {
        if mayBeginWithWildcard { found += nodes[node].anyRest }
        guard let level = levels.first else {
            found += nodes[node].ending
            return
        }
        let rest = levels.dropFirst()
        if mayBeginWithWildcard, let next = nodes[node].anyLevel {
            collect(next, rest, mayBeginWithWildcard: true, &found)
        }
        if let next = nodes[node].children[level] { collect(next, rest, mayBeginWithWildcard: true, &found) }
    }
}
