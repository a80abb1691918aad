import MonitoringModel

/// The functions that encode, decode and digest.
enum CodeFunctions {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    ///
    /// Texts are encoded and digested as UTF-8, arrays and objects as JSON. Decoded bytes that are no
    /// UTF-8 are Undefined, except as the only value of `SELECT VALUE`.
    static func evaluate(_ function: RuleFunction, _ arguments: [JSONValue?], _ version: SQLVersion) -> JSONValue? {
        guard let value = arguments[0], !value.isNull else { return nil }
        let bytes = Array(Text.of(value, version).utf8)
        switch function {
        case .encode, .decode:
            guard arguments[1]?.stringValue?.lowercased() == "base64" else { return nil }
            if function == .encode { return Text.bounded(Base64.encode(bytes)) }
            guard let decoded = value.stringValue.flatMap({ Base64.decode($0) }) else { return nil }
            return String(validating: decoded, as: UTF8.self).map(JSONValue.string)
        case .md2: return hexadecimal(MD2.digest(bytes))
        case .md5: return hexadecimal(MD5.digest(bytes))
        case .sha1: return hexadecimal(SHA1.digest(bytes))
        case .sha224: return hexadecimal(SHA256.digest(bytes, .bits224))
        case .sha256: return hexadecimal(SHA256.digest(bytes, .bits256))
        case .sha384: return hexadecimal(SHA512.digest(bytes, .bits384))
        default: return hexadecimal(SHA512.digest(bytes, .bits512))
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> JSONValue {
        .string(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
}
