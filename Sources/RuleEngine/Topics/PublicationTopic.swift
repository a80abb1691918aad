/// What a topic must be like to be published to.
public enum PublicationTopic {
    /// Returns the topic that a text in an action stands for, or `nil` if rules may not publish there.
    ///
    /// A topic of the broker's own is written with `$$`; of those only `$aws/` is open, without jobs and
    /// without messages for rules by name, which would go round in circles.
    public static func resolved(_ text: String) -> String? {
        guard text.utf8.first == UInt8(ascii: "$") else { return isPermitted(text) ? text : nil }
        guard text.hasPrefix("$$aws/"), !text.hasPrefix("$$aws/rules/") else { return nil }
        let levels = text.split(separator: "/", omittingEmptySubsequences: false)
        guard !levels.contains("jobs"), isPermitted(String(text.dropFirst(2))) else { return nil }
        return String(text.dropFirst())
    }

    private static func isPermitted(_ topic: String) -> Bool {
        (1...RuleLimits.topicBytes).contains(topic.utf8.count)
            && topic.utf8.first != UInt8(ascii: "$")
            && topic.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "#") }
    }
}
