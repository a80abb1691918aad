import Testing

@testable import RuleEngine

@Suite("Topics of many rules")
struct TopicTrieTests {
    @Test("The trie finds exactly the filters that match one by one", arguments: 0..<10)
    func agreement(_ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        let names = ["a", "b", "", "$s"]
        func levels(_ choice: [String]) -> [String] {
            (0..<Int.random(in: 1...4, using: &generator)).compactMap { _ in choice.randomElement(using: &generator) }
        }
        var trie = TopicTrie()
        var filters: [TopicFilter] = []
        for number in 0..<60 {
            var parts = levels(names + ["+"])
            if Bool.random(using: &generator) { parts.append("#") }
            guard let filter = TopicFilter(parts.joined(separator: "/")) else { continue }
            trie.insert(filter, filters.count)
            filters.append(filter)
            #expect(filter.description == parts.joined(separator: "/"), "\(number)")
        }
        for _ in 0..<200 {
            let topic = levels(names).joined(separator: "/")
            let expected = filters.indices.filter { filters[$0].matches(topic) }
            #expect(trie.matches(topic) == expected, "\(topic)")
        }
    }

    @Test("The index remembers a bounded number of topics and still answers right")
    func memory() throws {
        var index = TopicIndex()
        index.insert(try #require(TopicFilter("dev/+")), 0)
        for number in 0..<10_000 { #expect(index.matches("dev/\(number)") == [0]) }
        #expect(index.matches("other") == [])
        index.insert(try #require(TopicFilter("other")), 1)
        #expect(index.matches("other") == [1])
    }
}
