/// Reading of one JSON number.
enum JSONNumber {
    /// Reads the number that starts at a position.
    ///
    /// - Throws: ``JSONParseError`` if it is malformed or beyond the range of a double.
    static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) throws(JSONParseError) -> (value: JSONValue, length: Int) {
        var position = start
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let firstDigit = position
        var magnitude: UInt64 = 0
        var fits = true
        while position < bytes.count, let digit = digit(bytes[position]) {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, overflowed) = product.addingReportingOverflow(UInt64(digit))
            fits = fits && !overflow && !overflowed
            magnitude = sum
            position += 1
        }
        let hasLeadingZero = position - firstDigit > 1 && bytes[firstDigit] == UInt8(ascii: "0")
        guard position > firstDigit, !hasLeadingZero else { throw failure(start) }
        let wholeEnd = position
        try skipFractionAndExponent(bytes, &position, start)
        if position == wholeEnd, fits, let integer = signed(magnitude, isNegative), !(isNegative && magnitude == 0) {
            return (.integer(integer), position - start)
        }
        return (.number(try double(bytes, start, position)), position - start)
    }

    private static func skipFractionAndExponent(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int,
        _ start: Int
    ) throws(JSONParseError) {
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try skipDigits(bytes, &position, start)
        }
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        try skipDigits(bytes, &position, start)
    }

    private static func skipDigits(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int,
        _ start: Int
    ) throws(JSONParseError) {
        let first = position
        while position < bytes.count, digit(bytes[position]) != nil { position += 1 }
        guard position > first else { throw failure(start) }
    }

    private static func signed(_ magnitude: UInt64, _ isNegative: Bool) -> Int64? {
        guard isNegative else { return Int64(exactly: magnitude) }
        guard magnitude != UInt64(Int64.max) + 1 else { return .min }
        return Int64(exactly: magnitude).map { -$0 }
    }

    private static func double(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) throws(JSONParseError) -> Double {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw failure(start) }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        let value = byte &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }

    private static func failure(_ offset: Int) -> JSONParseError {
        JSONParseError(reason: .invalidNumber, offset: offset)
    }
}
