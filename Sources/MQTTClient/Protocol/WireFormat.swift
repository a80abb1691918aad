import NIOCore

/// The data types of MQTT 5.0, section 1.5, read with bounds checks from one packet's bytes.
extension ByteBuffer {
    /// Reads a fixed-width integer, or reports a packet that ends too early.
    mutating func readField<Value: FixedWidthInteger>(
        _ name: StaticString,
        as type: Value.Type = Value.self
    ) throws(ProtocolViolation) -> Value {
        guard let value = readInteger(as: type) else {
            throw .malformed("the packet ends inside \(name)")
        }
        return value
    }

    /// Reads a variable byte integer of at most four bytes.
    mutating func readVariableByteInteger(_ name: StaticString) throws(ProtocolViolation) -> Int {
        var value = 0
        for shift in [0, 7, 14, 21] {
            let byte: UInt8 = try readField(name)
            value |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw .malformed("\(name) is longer than four bytes")
    }

    /// Reads length-prefixed binary data.
    mutating func readBinary(_ name: StaticString) throws(ProtocolViolation) -> ByteBuffer {
        let length: UInt16 = try readField(name)
        guard let bytes = readSlice(length: Int(length)) else {
            throw .malformed("the packet ends inside \(name)")
        }
        return bytes
    }

    /// Reads a length-prefixed UTF-8 string; refuses invalid UTF-8 and U+0000 (section 1.5.4).
    mutating func readText(_ name: StaticString) throws(ProtocolViolation) -> String {
        let bytes = try readBinary(name)
        guard let text = String(validating: bytes.readableBytesView, as: UTF8.self) else {
            throw .malformed("\(name) is not valid UTF-8")
        }
        guard !text.utf8.contains(0) else { throw .malformed("\(name) contains U+0000") }
        return text
    }

    /// Reads a packet identifier; zero is malformed.
    mutating func readPacketIdentifier() throws(ProtocolViolation) -> UInt16 {
        let identifier: UInt16 = try readField("the packet identifier")
        guard identifier != 0 else { throw .malformed("the packet identifier is zero") }
        return identifier
    }

    /// Writes a variable byte integer; the value must be at most 268,435,455.
    mutating func writeVariableByteInteger(_ value: Int) {
        var rest = value
        repeat {
            let byte = UInt8(truncatingIfNeeded: rest & 0x7F)
            rest >>= 7
            writeInteger(rest > 0 ? byte | 0x80 : byte)
        } while rest > 0
    }

    /// Writes a string with its length; the string must have at most 65,535 bytes.
    mutating func writeText(_ text: String) {
        writeInteger(UInt16(truncatingIfNeeded: text.utf8.count))
        writeString(text)
    }

    /// Writes bytes with their length; there must be at most 65,535 bytes.
    mutating func writeBinary(_ bytes: ByteBuffer) {
        writeInteger(UInt16(truncatingIfNeeded: bytes.readableBytes))
        writeImmutableBuffer(bytes)
    }
}

/// Limits that MQTT puts on lengths.
enum WireLimits {
    /// The longest string or binary field, in bytes.
    static let maximumFieldLength = 65_535
    /// The largest value of a variable byte integer, thus the longest packet body, in bytes.
    static let maximumVariableByteInteger = 268_435_455

    /// The number of bytes a variable byte integer takes.
    static func variableByteIntegerLength(_ value: Int) -> Int {
        switch value {
        case ..<128: 1
        case ..<16_384: 2
        case ..<2_097_152: 3
        default: 4
        }
    }
}
