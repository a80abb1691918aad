/// A pattern of topics to subscribe to (MQTT 5.0, section 4.7), possibly shared (`$share/group/filter`).
public struct TopicFilter: Sendable, Hashable, CustomStringConvertible {
    /// The filter as text.
    public let rawValue: String

    /// Checks and takes a filter.
    ///
    /// - Parameter rawValue: levels divided by `/`; `+` stands for one level, `#` for the rest.
    /// - Throws: ``MQTTClientError/invalidTopic(_:problem:)``.
    public init(_ rawValue: String) throws(MQTTClientError) {
        if let problem = Self.problem(in: rawValue) {
            throw .invalidTopic(rawValue, problem: problem)
        }
        self.rawValue = rawValue
    }

    /// Takes text that was checked already.
    init(unchecked rawValue: String) {
        self.rawValue = rawValue
    }

    /// The group of a shared subscription, or nil.
    public var shareGroup: String? {
        guard let parts = Self.shareParts(of: rawValue) else { return nil }
        return String(parts.group)
    }

    /// Whether a message on this topic is delivered for this filter.
    ///
    /// `#` also matches the parent level; a wildcard in the first level does not match topics that begin with `$`.
    public func matches(_ topic: TopicName) -> Bool {
        let pattern = Self.shareParts(of: rawValue)?.filter ?? Substring(rawValue)
        let levels = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let names = topic.rawValue.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let firstIsWildcard = pattern.utf8.first == UInt8(ascii: "+") || pattern.utf8.first == UInt8(ascii: "#")
        if topic.rawValue.utf8.first == UInt8(ascii: "$") && firstIsWildcard { return false }
        for (index, level) in levels.enumerated() {
            if level.elementsEqual("#".utf8) { return true }
            guard index < names.count else { return false }
            if level.elementsEqual("+".utf8) { continue }
            guard level.elementsEqual(names[index]) else { return false }
        }
        return levels.count == names.count
    }

    /// The filter as text.
    public var description: String { rawValue }

    /// Why the text is no topic filter, or nil if it is one.
    static func problem(in text: String) -> String? {
        if text.isEmpty { return "a topic filter must not be empty" }
        if text.utf8.count > WireLimits.maximumFieldLength { return "a topic filter has at most 65,535 bytes" }
        if text.utf8.contains(0) { return "a topic filter must not contain U+0000" }
        var pattern = Substring(text)
        if text.hasPrefix("$share/") {
            guard let parts = shareParts(of: text) else { return "a shared filter has the form $share/group/filter" }
            if parts.group.isEmpty || parts.group.utf8.contains(where: { $0 == 0x2B || $0 == 0x23 }) {
                return "a share group must not be empty or contain + and #"
            }
            if parts.filter.isEmpty { return "a shared filter has the form $share/group/filter" }
            pattern = parts.filter
        }
        return wildcardProblem(in: pattern)
    }

    private static func wildcardProblem(in pattern: Substring) -> String? {
        let levels = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, level) in levels.enumerated() {
            if level.contains(UInt8(ascii: "#")), level.count > 1 || index < levels.count - 1 {
                return "# must be the last level and stand alone in it"
            }
            if level.contains(UInt8(ascii: "+")), level.count > 1 {
                return "+ must stand alone in its level"
            }
        }
        return nil
    }

    private static func shareParts(of text: String) -> (group: Substring, filter: Substring)? {
        guard text.hasPrefix("$share/") else { return nil }
        let rest = text.dropFirst("$share/".count)
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        return (rest[..<slash], rest[rest.index(after: slash)...])
    }
}
