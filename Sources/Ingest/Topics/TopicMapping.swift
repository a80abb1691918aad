/// Which topics carry telemetry, and which of their levels names the device.
///
/// A mapping is written like a topic filter with names in it: `devices/{device}/telemetry`. A level in
/// braces matches one level; `{device}` names the device, other names are only for the reader. `+` matches
/// one level and a final `#` any number. As in MQTT, a first level that is a wildcard does not match `$…`.
public struct TopicMapping: Hashable, Sendable, CustomStringConvertible {
    /// The default mapping, `devices/{device}/telemetry`.
    public static let standard = TopicMapping(
        levels: [.literal(Array("devices".utf8)), .device, .literal(Array("telemetry".utf8))],
        description: "devices/{device}/telemetry"
    )

    private enum Level: Hashable, Sendable {
        case literal([UInt8])
        case any
        case device
        case rest
    }

    /// The longest permitted mapping, in bytes of UTF-8.
    public static let maximumLength = 1_024

    /// The mapping as it was written.
    public let description: String
    private let levels: [Level]

    private init(levels: [Level], description: String) {
        self.levels = levels
        self.description = description
    }

    /// Reads a mapping.
    ///
    /// - Throws: ``TopicMappingError`` with the level that is wrong.
    public init(_ text: String) throws(TopicMappingError) {
        guard !text.isEmpty, text.utf8.count <= Self.maximumLength, !text.utf8.contains(0) else {
            throw TopicMappingError(
                mapping: text,
                description: "a topic mapping has 1 to \(Self.maximumLength) bytes and no zero character"
            )
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        var levels: [Level] = []
        for (index, part) in parts.enumerated() {
            let level = try Self.level(part, isLast: index == parts.count - 1, in: text)
            if level == .device, levels.contains(.device) {
                throw TopicMappingError(mapping: text, description: "'\(text)' has {device} twice; keep one")
            }
            levels.append(level)
        }
        self.init(levels: levels, description: text)
    }

    /// The topic filter to subscribe to.
    public var filter: String {
        let parts = levels.map { level in
            switch level {
            case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
            case .any, .device: "+"
            case .rest: "#"
            }
        }
        return parts.joined(separator: "/")
    }

    private static func level(
        _ part: Substring,
        isLast: Bool,
        in text: String
    ) throws(TopicMappingError) -> Level {
        if part == "{device}" { return .device }
        if part == "+" { return .any }
        if part == "#", isLast { return .rest }
        let isNamed = part.count > 2 && part.first == "{" && part.last == "}"
        let name = isNamed ? part.dropFirst().dropLast() : part
        guard !name.contains(where: { "{}+#".contains($0) }) else {
            throw TopicMappingError(
                mapping: text,
                description: "level '\(part)' of '\(text)' is not permitted; write text, {name}, + or a final #"
            )
        }
        return isNamed ? .any : .literal(Array(part.utf8))
    }

    /// What a topic is to a mapping.
    enum Match: Equatable {
        /// It is another topic.
        case none
        /// It is covered, and no level names a device.
        case anonymous
        /// It is covered, and these bytes of it name the device.
        case device(Range<Int>)
    }

    /// Compares a topic, given as UTF-8, with the mapping.
    func match(_ topic: UnsafeBufferPointer<UInt8>) -> Match {
        var device: Range<Int>?
        var start = 0
        for (index, level) in levels.enumerated() {
            let startsWithDollar = index == 0 && topic.first == UInt8(ascii: "$")
            if case .rest = level {
                return startsWithDollar ? .none : device.map(Match.device) ?? .anonymous
            }
            guard start <= topic.count else { return .none }
            let end = topic[start...].firstIndex(of: UInt8(ascii: "/")) ?? topic.count
            switch level {
            case .literal(let bytes): if !topic[start..<end].elementsEqual(bytes) { return .none }
            case .any, .rest: if startsWithDollar { return .none }
            case .device:
                if startsWithDollar { return .none }
                device = start..<end
            }
            start = end + 1
        }
        // Past the end by one: every level of the topic has been used.
        guard start == topic.count + 1 else { return .none }
        return device.map(Match.device) ?? .anonymous
    }
}

/// Why a topic mapping is not acceptable.
public struct TopicMappingError: Error, Hashable, CustomStringConvertible {
    /// The mapping as it was written.
    public var mapping: String
    /// What is wrong, and what to write.
    public var description: String
}
