/// Why bytes are not an acceptable JSON document.
public struct JSONParseError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The document ends early.
        case unexpectedEnd
        /// A byte stands where it must not.
        case unexpectedByte(UInt8)
        /// Arrays and objects are nested deeper than permitted.
        case tooDeep(limit: Int)
        /// A string is not UTF-8, has a bare control character or a wrong escape.
        case invalidString
        /// A number is malformed or does not fit.
        case invalidNumber
        /// Something follows the document.
        case trailingBytes
    }

    /// What is wrong.
    public var reason: Reason
    /// Where, in bytes from the start.
    public var offset: Int

    /// What is wrong and where, for a log line.
    public var description: String {
        let what =
            switch reason {
            case .unexpectedEnd: "the document ends early"
            case .unexpectedByte(let byte): "unexpected byte 0x\(String(byte, radix: 16))"
            case .tooDeep(let limit): "nested deeper than \(limit) levels"
            case .invalidString: "invalid string"
            case .invalidNumber: "invalid number"
            case .trailingBytes: "something follows the document"
            }
        return "not JSON: \(what) at byte \(offset)"
    }
}
