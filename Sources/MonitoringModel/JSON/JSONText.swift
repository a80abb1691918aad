/// Reading of one JSON string.
enum JSONText {
    /// Reads the string whose opening quote stands at a position.
    ///
    /// - Throws: ``JSONParseError`` if it is not closed, not UTF-8, or has a wrong escape.
    static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) throws(JSONParseError) -> (value: String, length: Int) {
        var position = start + 1
        var union: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                let content = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<position])
                // Names and most values are ASCII, which needs no validation.
                let text = union < 0x80 ? String(decoding: content, as: UTF8.self) : try text(content, start)
                return (text, position + 1 - start)
            case UInt8(ascii: "\\"):
                return try scanEscaped(bytes, from: start, firstEscape: position)
            case 0..<0x20:
                throw failure(position)
            default:
                union |= byte
                position += 1
            }
        }
        throw JSONParseError(reason: .unexpectedEnd, offset: position)
    }

    private static func scanEscaped(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        firstEscape: Int
    ) throws(JSONParseError) -> (value: String, length: Int) {
        var unescaped = Array(bytes[(start + 1)..<firstEscape])
        var position = firstEscape
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return (try text(unescaped[...], start), position - start)
            case UInt8(ascii: "\\"):
                try appendEscape(bytes, &position, &unescaped)
            case 0..<0x20:
                throw failure(position - 1)
            default:
                unescaped.append(byte)
            }
        }
        throw JSONParseError(reason: .unexpectedEnd, offset: position)
    }

    private static func appendEscape(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int,
        _ unescaped: inout [UInt8]
    ) throws(JSONParseError) {
        guard position < bytes.count else { throw JSONParseError(reason: .unexpectedEnd, offset: position) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"):
            let scalar = try unicodeEscape(bytes, &position)
            unescaped.append(contentsOf: String(scalar).utf8)
        default: throw failure(position - 1)
        }
    }

    /// Reads `XXXX`, and the second half where the first is a leading surrogate.
    private static func unicodeEscape(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int
    ) throws(JSONParseError) -> Character {
        let first = try hexadecimal(bytes, &position)
        guard (0xD800..<0xDC00).contains(first) else {
            guard let scalar = Unicode.Scalar(first) else { throw failure(position) }
            return Character(scalar)
        }
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw failure(position) }
        position += 2
        let second = try hexadecimal(bytes, &position)
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure(position) }
        return Character(scalar)
    }

    private static func hexadecimal(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int
    ) throws(JSONParseError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw JSONParseError(reason: .unexpectedEnd, offset: bytes.count) }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw failure(position)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private static func text(
        _ bytes: some Collection<UInt8>,
        _ start: Int
    ) throws(JSONParseError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw failure(start) }
        return text
    }

    private static func failure(_ offset: Int) -> JSONParseError {
        JSONParseError(reason: .invalidString, offset: offset)
    }
}
