public import MonitoringModel

/// Something to be done when an alarm changes its state: an action's name and its settings.
///
/// As a document it is an object with the name as its only field: `message: {person: anna, text: …}`.
/// What actions there are is not known here; who carries them out reads the settings.
public struct AlarmAction: Hashable, Sendable {
    /// The action's name: 1 to 64 of `a`-`z`, `0`-`9` and `_`.
    public var name: String
    /// Its settings.
    public var settings: JSONValue

    /// Creates an action.
    public init(name: String, settings: JSONValue) {
        self.name = name
        self.settings = settings
    }

    /// The action as a document of one field.
    public var document: JSONValue { .object([JSONValue.Member(name: name, value: settings)]) }
}

extension AlarmAction: Codable {
    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if it is no object with one field, or the name is not permitted.
    public init(from decoder: any Decoder) throws {
        guard case .object(let members) = try JSONValue(from: decoder), let member = members.first,
            members.count == 1, Self.isName(member.name)
        else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "an action is an object with its name (a-z, 0-9, _) as the only field; "
                        + "write several as a list"
                )
            )
        }
        self.init(name: member.name, settings: member.value)
    }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
            }
    }

    /// Encodes the action under its name.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        try document.encode(to: encoder)
    }
}
