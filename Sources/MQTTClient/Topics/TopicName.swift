/// A topic that a message is published to: not empty, no wildcards, no U+0000, at most 65,535 bytes.
public struct TopicName: Sendable, Hashable, CustomStringConvertible {
    /// The topic as text.
    public let rawValue: String

    /// Checks and takes a topic.
    ///
    /// - Parameter rawValue: the topic, such as `site/kitchen/temperature`.
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

    /// Why the text is no topic name, or nil if it is one.
    static func problem(in text: String) -> String? {
        if text.isEmpty { return "a topic name must not be empty" }
        if text.utf8.count > WireLimits.maximumFieldLength { return "a topic name has at most 65,535 bytes" }
        for byte in text.utf8 {
            switch byte {
            case 0: return "a topic name must not contain U+0000"
            case UInt8(ascii: "+"), UInt8(ascii: "#"): return "a topic name must not contain the wildcards + and #"
            default: continue
            }
        }
        return nil
    }

    /// The topic as text.
    public var description: String { rawValue }
}
