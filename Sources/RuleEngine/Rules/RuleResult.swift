public import MonitoringModel

/// What a `SELECT` gives.
public enum RuleResult: Hashable, Sendable, CustomStringConvertible {
    /// A JSON document.
    case document(JSONValue)
    /// Bytes: a payload that is no JSON, decoded base64, or nothing for an Undefined value.
    case bytes([UInt8])

    /// The result as a payload.
    public var serialized: [UInt8] {
        switch self {
        case .document(let document): document.serialized
        case .bytes(let bytes): bytes
        }
    }

    /// The document, or `nil` if the result is bytes.
    public var document: JSONValue? {
        guard case .document(let document) = self else { return nil }
        return document
    }

    /// The result for a person: JSON, or bytes in base64.
    public var description: String {
        switch self {
        case .document(let document): document.description
        case .bytes(let bytes): bytes.isEmpty ? "" : "base64:" + Base64.encode(bytes)
        }
    }
}
