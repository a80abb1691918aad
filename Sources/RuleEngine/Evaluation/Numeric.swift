import MonitoringModel

/// A number that is computed with: exact while whole and within 64 bits, floating point otherwise.
enum Numeric: Hashable, Sendable {
    /// A whole number.
    case integer(Int64)
    /// Any other number; always finite.
    case decimal(Double)

    /// Returns the number that a value is or, for a text, spells; `nil` for anything else.
    ///
    /// A text spells a number if it is an optional sign, digits, an optional fraction and an optional
    /// exponent; its number counts as decimal, as in AWS IoT SQL.
    init?(_ value: JSONValue) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .number(let number):
            guard number.isFinite else { return nil }
            self = .decimal(number)
        case .string(let text):
            guard let number = Self.spelled(by: text) else { return nil }
            self = .decimal(number)
        case .null, .bool, .array, .object: return nil
        }
    }

    /// Returns the whole number if it fits 64 bits, the decimal otherwise, and `nil` if it is not finite.
    init?(wholeIfPossible number: Double) {
        guard number.isFinite else { return nil }
        self = Int64(exactly: number).map(Numeric.integer) ?? .decimal(number)
    }

    /// Returns the decimal, or `nil` if it is not finite.
    init?(finite number: Double) {
        guard number.isFinite else { return nil }
        self = .decimal(number)
    }

    /// The number as floating point.
    var double: Double {
        switch self {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        }
    }

    /// The number as a value.
    var value: JSONValue {
        switch self {
        case .integer(let number): .integer(number)
        case .decimal(let number): .number(number)
        }
    }

    private static func spelled(by text: String) -> Double? {
        // A longer text would be no number that a device means, and reading it would cost time.
        guard (1...64).contains(text.utf8.count) else { return nil }
        var bytes = text.utf8[...]
        if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        guard takeDigits(&bytes) else { return nil }
        if bytes.first == UInt8(ascii: ".") {
            bytes.removeFirst()
            guard takeDigits(&bytes) else { return nil }
        }
        if let mark = bytes.first, mark | 0x20 == UInt8(ascii: "e") {
            bytes.removeFirst()
            if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
            guard takeDigits(&bytes) else { return nil }
        }
        guard bytes.isEmpty, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    private static func takeDigits(_ bytes: inout Substring.UTF8View) -> Bool {
        let rest = bytes.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        defer { bytes = rest }
        return rest.startIndex != bytes.startIndex
    }
}
