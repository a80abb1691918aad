/// A pattern of topics in which `+` stands for one level and a last `#` for any number of levels.
///
/// As in MQTT, `dev/#` matches `dev` too, and a leading wildcard does not match topics that begin
/// with `$`.
public struct TopicFilter: Hashable, Sendable, CustomStringConvertible {
    /// The levels, wildcards among them.
    public let levels: [String]

    /// The filter as it is written.
    public var description: String { levels.joined(separator: "/") }

    /// Creates a filter, or returns `nil` if the text is none.
    public init?(_ text: String) {
        guard Self.fault(in: text) == nil else { return nil }
        levels = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// Creates a filter.
    ///
    /// - Throws: ``TopicFilterError`` that says what is wrong with the text.
    init(validating text: String) throws(TopicFilterError) {
        if let reason = Self.fault(in: text) { throw TopicFilterError(reason: reason) }
        levels = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// Returns whether a topic matches.
    public func matches(_ topic: String) -> Bool {
        let names = topic.split(separator: "/", omittingEmptySubsequences: false)
        if topic.utf8.first == UInt8(ascii: "$"), levels[0] == "+" || levels[0] == "#" { return false }
        for (index, level) in levels.enumerated() {
            if level == "#" { return true }
            guard index < names.count, level == "+" || level == names[index] else { return false }
        }
        return names.count == levels.count
    }

    private static func fault(in text: String) -> String? {
        guard !text.isEmpty else { return "a topic filter is not empty; '#' matches every topic" }
        guard text.utf8.count <= RuleLimits.topicBytes else { return "at most \(RuleLimits.topicBytes) bytes" }
        guard !text.hasPrefix("$share/") else { return "rules share no subscriptions; leave '$share/…/' out" }
        guard !text.utf8.contains(0) else { return "a topic filter has no null character" }
        let levels = text.split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count <= RuleLimits.filterLevels else { return "at most \(RuleLimits.filterLevels) levels" }
        for (index, level) in levels.enumerated() where level.utf8.count > 1 || level == "#" {
            if level == "#", index < levels.count - 1 { return "'#' stands only at the end" }
            if level != "#", level.contains("#") || level.contains("+") {
                return "'#' and '+' stand alone between slashes"
            }
        }
        return nil
    }
}

/// What is wrong with a topic filter.
struct TopicFilterError: Error {
    /// What is wrong and what to do.
    var reason: String
}
