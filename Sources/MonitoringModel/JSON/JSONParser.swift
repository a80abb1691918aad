/// A strict JSON reader (RFC 8259) with a bound on nesting.
///
/// It is our own because documents come from devices one does not trust, tens of thousands a second:
/// depth is bounded, whole numbers stay exact, and nothing but the document itself is allocated.
public struct JSONParser {
    /// The permitted nesting of arrays and objects.
    public static let maximumDepth = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Reads one document that fills the whole buffer; white space around it is permitted.
    ///
    /// - Throws: ``JSONParseError`` with the offset of the first fault.
    public static func parse(_ buffer: UnsafeRawBufferPointer) throws(JSONParseError) -> JSONValue {
        var parser = JSONParser(buffer.assumingMemoryBound(to: UInt8.self))
        parser.skipWhitespace()
        let value = try parser.value(depth: 0)
        parser.skipWhitespace()
        guard parser.position == parser.bytes.count else { throw parser.failure(.trailingBytes) }
        return value
    }

    /// Reads one document from bytes.
    ///
    /// - Throws: ``JSONParseError`` with the offset of the first fault.
    public static func parse(_ bytes: [UInt8]) throws(JSONParseError) -> JSONValue {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONParseError) in try parse(buffer) }
        }
        return try result.get()
    }

    /// Reads one document from text.
    ///
    /// - Throws: ``JSONParseError`` with the offset of the first fault, in UTF-8 bytes.
    public static func parse(_ text: String) throws(JSONParseError) -> JSONValue {
        try parse(Array(text.utf8))
    }

    private func failure(_ reason: JSONParseError.Reason) -> JSONParseError {
        JSONParseError(reason: reason, offset: position)
    }

    private func peek() throws(JSONParseError) -> UInt8 {
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONParseError) -> JSONValue {
        let byte = try peek()
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw failure(.unexpectedByte(byte))
        }
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONParseError) -> JSONValue {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { throw failure(.unexpectedEnd) }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] {
            throw failure(.unexpectedByte(bytes[position + index]))
        }
        position += count
        return value
    }

    private mutating func object(depth: Int) throws(JSONParseError) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw failure(.tooDeep(limit: Self.maximumDepth)) }
        position += 1
        var members: [JSONValue.Member] = []
        var indexByName: [String: Int] = [:]
        skipWhitespace()
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        members.reserveCapacity(8)
        while true {
            let name = try memberName()
            let value = try value(depth: depth)
            Self.set(value, for: name, in: &members, index: &indexByName)
            skipWhitespace()
            let byte = try peek()
            position += 1
            if byte == UInt8(ascii: "}") { return .object(members) }
            guard byte == UInt8(ascii: ",") else { throw unexpectedPrevious(byte) }
            skipWhitespace()
        }
    }

    private mutating func memberName() throws(JSONParseError) -> String {
        let byte = try peek()
        guard byte == UInt8(ascii: "\"") else { throw failure(.unexpectedByte(byte)) }
        let name = try string()
        skipWhitespace()
        let colon = try peek()
        guard colon == UInt8(ascii: ":") else { throw failure(.unexpectedByte(colon)) }
        position += 1
        skipWhitespace()
        return name
    }

    /// The last value of a repeated name counts, as in nearly all readers.
    private static func set(
        _ value: JSONValue,
        for name: String,
        in members: inout [JSONValue.Member],
        index: inout [String: Int]
    ) {
        // Small objects are searched in place; a table is built only where repeated searching would
        // let a large hostile object cost quadratic time.
        if members.count < 16 {
            // Names differ if their code units do (RFC 8259, 8.3), so most are told apart by length.
            let length = name.utf8.count
            for place in members.indices
            where members[place].name.utf8.count == length && members[place].name == name {
                members[place].value = value
                return
            }
        } else {
            if index.isEmpty {
                for (place, member) in members.enumerated() { index[member.name] = place }
            }
            if let place = index[name] {
                members[place].value = value
                return
            }
            index[name] = members.count
        }
        members.append(JSONValue.Member(name: name, value: value))
    }

    private mutating func array(depth: Int) throws(JSONParseError) -> JSONValue {
        guard depth <= Self.maximumDepth else { throw failure(.tooDeep(limit: Self.maximumDepth)) }
        position += 1
        var elements: [JSONValue] = []
        skipWhitespace()
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            skipWhitespace()
            elements.append(try value(depth: depth))
            skipWhitespace()
            let byte = try peek()
            position += 1
            if byte == UInt8(ascii: "]") { return .array(elements) }
            guard byte == UInt8(ascii: ",") else { throw unexpectedPrevious(byte) }
        }
    }

    private func unexpectedPrevious(_ byte: UInt8) -> JSONParseError {
        JSONParseError(reason: .unexpectedByte(byte), offset: position - 1)
    }

    private mutating func number() throws(JSONParseError) -> JSONValue {
        let token = try JSONNumber.scan(bytes, from: position)
        position += token.length
        return token.value
    }

    private mutating func string() throws(JSONParseError) -> String {
        let token = try JSONText.scan(bytes, from: position)
        position += token.length
        return token.value
    }
}
