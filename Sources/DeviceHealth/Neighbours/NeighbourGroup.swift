/// What several devices have in common, so that one cause can make all of them fail.
///
/// As a document it is `node/n17`.
public struct NeighbourGroup: Hashable, Sendable, CustomStringConvertible {
    /// What sort of thing they share: 1 to 32 of `a`-`z`, `0`-`9` and `_`, such as `node`, `street` or `site`.
    public let level: String
    /// Which one it is: 1 to 128 bytes.
    public let name: String

    /// Creates a group, or returns `nil` if a part is empty, too long or has characters that are not permitted.
    public init?(level: String, name: String) {
        let isPermitted = level.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        }
        guard (1...32).contains(level.utf8.count), isPermitted, (1...128).contains(name.utf8.count),
            name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return nil }
        self.level = level
        self.name = name
    }

    /// The groups of a device by its attributes: one for each of the levels that it has, in their order.
    ///
    /// - Parameters:
    ///   - attributes: The device's attributes, such as `node: n17`.
    ///   - levels: The attributes that make neighbours, the narrowest first.
    /// - Returns: The groups; attributes that cannot name one are left out.
    public static func groups(
        of attributes: [String: String],
        levels: [String] = ["node", "street", "site"]
    ) -> [NeighbourGroup] {
        levels.compactMap { level in
            attributes[level].flatMap { NeighbourGroup(level: level, name: $0) }
        }
    }

    /// The group as text, such as `node/n17`.
    public var description: String { "\(level)/\(name)" }
}

extension NeighbourGroup: Codable {
    /// Decodes a group from its text.
    ///
    /// - Throws: `DecodingError` if it has no level and name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let group = NeighbourGroup(level: parts[0], name: parts[1]) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text.prefix(40))' is no group of neighbours: write level/name, such as node/n17"
            )
        }
        self = group
    }

    /// Encodes the group as its text.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
