import MonitoringModel

/// The fields of one object of a profile's document; fields nobody asks for are an error.
struct ProfileDocument<Field: RawRepresentable & CaseIterable> where Field.RawValue == String {
    private let container: KeyedDecodingContainer<ProfileFieldName>

    /// Opens an object.
    ///
    /// - Throws: `DecodingError` if it is no object or has a field that is not known.
    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: ProfileFieldName.self)
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

    /// Reads a field that must be there.
    ///
    /// - Throws: `DecodingError` if it is missing or of the wrong type.
    func required<Value: Decodable>(_ field: Field) throws -> Value {
        try container.decode(Value.self, forKey: ProfileFieldName(stringValue: field.rawValue))
    }

    /// Reads a field that may be absent or null.
    ///
    /// - Throws: `DecodingError` if it is of the wrong type.
    func optional<Value: Decodable>(_ field: Field) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: ProfileFieldName(stringValue: field.rawValue))
    }

    /// Reads a number of seconds that may be absent or null.
    ///
    /// - Throws: `DecodingError` if it is of the wrong type or beyond what a duration holds.
    func duration(_ field: Field) throws -> Duration? {
        guard let seconds: Double = try optional(field) else { return nil }
        // Beyond this a duration could overflow; the range proper is checked with the others.
        guard seconds.magnitude <= 1e12 else {
            throw failure(
                DeviceHealthError(field: field.rawValue, found: "\(seconds)", expected: "a number of seconds")
            )
        }
        return .milliseconds(Int64(seconds * 1_000))
    }

    /// The error at its place in the document.
    func failure(_ error: DeviceHealthError) -> DecodingError {
        let path = error.field.split(separator: ".").map { ProfileFieldName(stringValue: String($0)) }
        return .dataCorrupted(
            DecodingError.Context(codingPath: container.codingPath + path, debugDescription: "\(error)")
        )
    }
}

/// Writing of the fields of one object; absent values are left out.
struct ProfileDocumentWriter<Field: RawRepresentable> where Field.RawValue == String {
    private var container: KeyedEncodingContainer<ProfileFieldName>

    /// Opens an object.
    init(_ encoder: any Encoder) {
        container = encoder.container(keyedBy: ProfileFieldName.self)
    }

    /// Writes a field.
    ///
    /// - Throws: The encoder's own error.
    mutating func write(_ value: (some Encodable)?, _ field: Field) throws {
        try container.encodeIfPresent(value, forKey: ProfileFieldName(stringValue: field.rawValue))
    }
}

/// The name of a field.
struct ProfileFieldName: CodingKey {
    /// The name.
    var stringValue: String
    /// The place in a list, if the name is a number.
    var intValue: Int? { Int(stringValue) }

    /// Creates a name.
    init(stringValue: String) { self.stringValue = stringValue }

    /// Returns `nil`: fields have no numbers.
    init?(intValue: Int) { nil }
}
