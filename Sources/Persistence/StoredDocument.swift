import Foundation

/// How whole values are kept in a column: as JSON, so that fields can be added without a migration.
enum StoredDocument {
    /// Returns a value as JSON.
    ///
    /// - Throws: `EncodingError` if the value cannot be expressed.
    static func encode(_ value: some Encodable) throws -> Data {
        try JSONEncoder().encode(value)
    }

    /// Returns the value that JSON holds.
    ///
    /// - Throws: `DecodingError` if it holds none.
    static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        try JSONDecoder().decode(type, from: data)
    }
}
