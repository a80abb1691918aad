/// Finds the rules of a topic and remembers the answer, because devices publish to few topics, often.
struct TopicIndex: Sendable {
    private var trie = TopicTrie()
    private var remembered: [String: [Int]] = [:]

    /// Creates an empty index.
    init() {}

    /// Adds a filter under the number of its rule.
    mutating func insert(_ filter: TopicFilter, _ number: Int) {
        trie.insert(filter, number)
        remembered.removeAll()
    }

    /// Returns the numbers of the rules whose filters match, in ascending order.
    mutating func matches(_ topic: String) -> [Int] {
        if let known = remembered[topic] { return known }
        let found = trie.matches(topic)
        // Starting afresh when full costs one search a topic; keeping count of use would cost more each time.
        if remembered.count >= RuleLimits.rememberedTopics { remembered.removeAll(keepingCapacity: true) }
        remembered[topic] = found
        return found
    }
}
