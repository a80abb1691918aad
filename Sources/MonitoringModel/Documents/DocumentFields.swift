/// The fields of one object of a document that people write; fields nobody asks for are an error.
public struct DocumentFields<Field: RawRepresentable & CaseIterable> where Field.RawValue == String {
    private let container: KeyedDecodingContainer<DocumentFieldName>

    /// Opens an object.
    ///
    /// - Throws: `DecodingError` if it is no object or has a field that is not known.
    public init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: DocumentFieldName.self)
        let known = Field.allCases.map(\.rawValue)
        guard let stranger = container.allKeys.first(where: { !known.contains($0.stringValue) }) else { return }
        throw DecodingError.dataCorrupted(
            DecodingError.Context(
                codingPath: container.codingPath + [stranger],
                debugDescription: "unknown field '\(stranger.stringValue.prefix(40))'; "
                    + "known are \(known.joined(separator: ", "))"
            )
        )
    }

    /// Returns the only field of the object, or `nil` if it has none or several.
    ///
    /// - Throws: `DecodingError` if a field cannot be read.
    public func only() throws -> Field? {
        let present = try container.allKeys.filter { try !container.decodeNil(forKey: $0) }
        guard present.count == 1, let name = present.first else { return nil }
        return Field(rawValue: name.stringValue)
    }

    /// Whether a field is there and not null.
    ///
    /// - Throws: `DecodingError` if the decoder cannot tell.
    public func has(_ field: Field) throws -> Bool {
        let name = DocumentFieldName(stringValue: field.rawValue)
        return try container.contains(name) && !container.decodeNil(forKey: name)
    }

    /// Reads a field that must be there.
    ///
    /// - Throws: `DecodingError` if it is missing or of the wrong type.
    public func required<Value: Decodable>(_ field: Field) throws -> Value {
        try container.decode(Value.self, forKey: DocumentFieldName(stringValue: field.rawValue))
    }

    /// Reads a field that may be absent or null.
    ///
    /// - Throws: `DecodingError` if it is of the wrong type.
    public func optional<Value: Decodable>(_ field: Field) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: DocumentFieldName(stringValue: field.rawValue))
    }

    /// The error at a place in the object.
    ///
    /// - Parameters:
    ///   - path: The place, names joined by dots, such as `metric.name`; empty for the object itself.
    ///   - text: What is wrong.
    /// - Returns: The error with the place within the whole document.
    public func failure(at path: String, _ text: String) -> DecodingError {
        let names = path.split(separator: ".").map { DocumentFieldName(stringValue: String($0)) }
        return .dataCorrupted(DecodingError.Context(codingPath: container.codingPath + names, debugDescription: text))
    }
}

/// Writing of the fields of one object of a document; absent values are left out.
public struct DocumentFieldWriter<Field: RawRepresentable> where Field.RawValue == String {
    private var container: KeyedEncodingContainer<DocumentFieldName>

    /// Opens an object.
    public init(_ encoder: any Encoder) {
        container = encoder.container(keyedBy: DocumentFieldName.self)
    }

    /// Writes a field.
    ///
    /// - Throws: The encoder's own error.
    public mutating func write(_ value: (some Encodable)?, _ field: Field) throws {
        try container.encodeIfPresent(value, forKey: DocumentFieldName(stringValue: field.rawValue))
    }
}

/// The name of a field, or in a path the place in a list.
private struct DocumentFieldName: CodingKey {
    var stringValue: String
    var intValue: Int? { Int(stringValue) }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
