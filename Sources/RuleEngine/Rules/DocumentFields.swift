/// The fields of one object of a rule's document; fields nobody asks for are an error.
struct DocumentFields<Field: RawRepresentable & CaseIterable> where Field.RawValue == String {
    private let container: KeyedDecodingContainer<Name>

    /// Opens an object.
    ///
    /// - Throws: `DecodingError` if it is no object or has a field that is not known.
    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: Name.self)
        let known = Field.allCases.map(\.rawValue)
        guard let stranger = container.allKeys.first(where: { !known.contains($0.stringValue) }) else { return }
        throw DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: container.codingPath + [stranger],
                debugDescription: "unknown field '\(stranger.stringValue)'; known are \(known.joined(separator: ", "))"
            )
        )
    }

    /// Returns the only field of the object, or `nil` if it has none or several.
    ///
    /// - Throws: `DecodingError` if a field cannot be read.
    func only() throws -> Field? {
        let present = try container.allKeys.filter { try !container.decodeNil(forKey: $0) }
        guard present.count == 1, let name = present.first else { return nil }
        return Field(rawValue: name.stringValue)
    }

    /// Reads a field that must be there.
    ///
    /// - Throws: `DecodingError` if it is missing or of the wrong type.
    func required<Value: Decodable>(_ field: Field) throws -> Value {
        try container.decode(Value.self, forKey: Name(stringValue: field.rawValue))
    }

    /// Reads a field that may be absent or null.
    ///
    /// - Throws: `DecodingError` if it is of the wrong type.
    func optional<Value: Decodable>(_ field: Field) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: Name(stringValue: field.rawValue))
    }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
