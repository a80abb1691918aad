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
        var exponent = try skipFraction(bytes, &position, start, &magnitude, &fits)
        let fractionEnd = position
        try skipExponent(bytes, &position, start)
        if position == wholeEnd, fits, let integer = signed(magnitude, isNegative), !(isNegative && magnitude == 0) {
            return (.integer(integer), position - start)
        }
        if position > fractionEnd { exponent = .min }
        if fits, let exact = exactDouble(magnitude, exponent) {
            return (.number(isNegative ? -exact : exact), position - start)
        }
        return (.number(try double(bytes, start, position)), position - start)
    }

    /// Passes a fraction, adds its digits to the magnitude and returns the power of ten that undoes it.
    private static func skipFraction(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int,
        _ start: Int,
        _ magnitude: inout UInt64,
        _ fits: inout Bool
    ) throws(JSONParseError) -> Int {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return 0 }
        position += 1
        let first = position
        while position < bytes.count, let digit = digit(bytes[position]) {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, overflowed) = product.addingReportingOverflow(UInt64(digit))
            fits = fits && !overflow && !overflowed
            magnitude = sum
            position += 1
        }
        guard position > first else { throw failure(start) }
        return first - position
    }

    private static func skipExponent(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ position: inout Int,
        _ start: Int
    ) throws(JSONParseError) {
        guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return }
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
            position += 1
        }
        let first = position
        while position < bytes.count, digit(bytes[position]) != nil { position += 1 }
        guard position > first else { throw failure(start) }
    }

    /// Returns the nearest double where one division gives it, or `nil` where more care is needed.
    ///
    /// A quotient of two doubles that are exact is rounded once and so is correct: the magnitude up to
    /// 2^53 and powers of ten up to 10^22 are exact (W. D. Clinger, "How to Read Floating Point Numbers
    /// Accurately", 1990).
    private static func exactDouble(_ magnitude: UInt64, _ exponent: Int) -> Double? {
        guard magnitude <= 1 << 53, exponent <= 0, exponent >= -22 else { return nil }
        return Double(magnitude) / powersOfTen[-exponent]
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

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
