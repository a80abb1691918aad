/// The fields of one object of an alarm's document; fields nobody asks for are an error.
struct AlarmFields<Field: RawRepresentable & CaseIterable> where Field.RawValue == String {
    private let container: KeyedDecodingContainer<AlarmFieldName>

    /// Opens an object.
    ///
    /// - Throws: `DecodingError` if it is no object or has a field that is not known.
    init(_ decoder: any Decoder) throws {
        container = try decoder.container(keyedBy: AlarmFieldName.self)
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
        try container.decode(Value.self, forKey: AlarmFieldName(stringValue: field.rawValue))
    }

    /// Reads a field that may be absent or null.
    ///
    /// - Throws: `DecodingError` if it is of the wrong type.
    func optional<Value: Decodable>(_ field: Field) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: AlarmFieldName(stringValue: field.rawValue))
    }

    /// Whether a field is there and not null.
    ///
    /// - Throws: `DecodingError` if the decoder cannot tell.
    func has(_ field: Field) throws -> Bool {
        let name = AlarmFieldName(stringValue: field.rawValue)
        return try container.contains(name) && !container.decodeNil(forKey: name)
    }

    /// The error at its place in the document.
    func failure(_ error: MetricAlarmError) -> DecodingError {
        let path = error.path.split(separator: ".").map { AlarmFieldName(stringValue: String($0)) }
        var message = error
        message.alarm = nil
        message.path = ""
        return .dataCorrupted(
            DecodingError.Context(codingPath: container.codingPath + path, debugDescription: "\(message)")
        )
    }
}

/// Writing of the fields of one object; absent values are left out.
struct AlarmFieldWriter<Field: RawRepresentable> where Field.RawValue == String {
    private var container: KeyedEncodingContainer<AlarmFieldName>

    /// Opens an object.
    init(_ encoder: any Encoder) {
        container = encoder.container(keyedBy: AlarmFieldName.self)
    }

    /// Writes a field.
    ///
    /// - Throws: The encoder's own error.
    mutating func write(_ value: (some Encodable)?, _ field: Field) throws {
        try container.encodeIfPresent(value, forKey: AlarmFieldName(stringValue: field.rawValue))
    }
}

/// The name of a field.
struct AlarmFieldName: CodingKey {
    /// The name.
    var stringValue: String
    /// Nothing: fields have no numbers.
    var intValue: Int? { nil }

    /// Creates a name.
    init(stringValue: String) { self.stringValue = stringValue }

    /// Returns `nil`: fields have no numbers.
    init?(intValue: Int) { nil }
}
