import MQTTClient
import Testing

@Suite("Topics")
struct TopicTests {
    @Test(
        "A filter matches as the standard says",
        arguments: [
            ("a/b", "a/b", true), ("a/b", "a/c", false), ("a/b", "a/b/c", false), ("a/b/c", "a/b", false),
            ("a/+", "a/b", true), ("a/+", "a/b/c", false), ("a/+", "a", false), ("a/+", "a/", true),
            ("+/b", "a/b", true), ("+", "a", true), ("+", "/a", false), ("+/+", "/a", true), ("/+", "/a", true),
            ("#", "a/b/c", true), ("a/#", "a", true), ("a/#", "a/b/c", true), ("a/#", "ab", false),
            ("a/+/c", "a/b/c", true), ("+/tennis/#", "sport/tennis/x/y", true),
            ("#", "$SYS/x", false), ("+/x", "$SYS/x", false), ("$SYS/#", "$SYS/x", true), ("$SYS/+", "$SYS/x", true),
            ("a/#", "a/$x", true), ("$share/group/a/+", "a/b", true), ("$share/group/#", "$SYS/x", false),
            ("A", "a", false), ("ä/+", "ä/ö", true),
        ]
    )
    func matching(filter: String, topic: String, isMatch: Bool) throws {
        #expect(try TopicFilter(filter).matches(TopicName(topic)) == isMatch)
    }

    @Test(
        "What is no filter is refused",
        arguments: [
            "", "a#", "a/#/b", "#/a", "a+", "+a/b", "a/b+/c", "a\u{0}", "$share/", "$share/g", "$share//a", "$share/g/",
            "$share/+/a", "$share/g/a#", String(repeating: "a", count: 65_536),
        ]
    )
    func badFilters(text: String) {
        #expect(throws: MQTTClientError.self) { try TopicFilter(text) }
    }

    @Test(
        "What is no topic name is refused",
        arguments: ["", "a/+", "#", "a\u{0}b", String(repeating: "ä", count: 32_768)]
    )
    func badNames(text: String) {
        #expect(throws: MQTTClientError.self) { try TopicName(text) }
    }

    @Test("The share group can be read", arguments: [("$share/g/a/b", "g"), ("a/b", nil), ("$shared/g/a", nil)])
    func shareGroup(filter: String, group: String?) throws {
        #expect(try TopicFilter(filter).shareGroup == group)
    }
}
