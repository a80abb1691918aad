import MonitoringModel

/// The functions of texts.
///
/// Numbers and Booleans are taken as they are written; null, arrays and objects are no texts.
enum TextFunctions {
    /// Returns the result; `nil`, as argument or result, is Undefined.
    static func evaluate(_ function: RuleFunction, _ arguments: [JSONValue?], _ version: SQLVersion) -> JSONValue? {
        if function == .chr { return character(arguments[0]) }
        guard let text = Text.argument(arguments[0], version) else { return nil }
        switch function {
        case .upper: return Text.bounded(text.uppercased())
        case .lower: return Text.bounded(text.lowercased())
        case .length: return .integer(Int64(text.count))
        case .numbytes: return .integer(Int64(text.utf8.count))
        case .trim: return .string(String(trimmedEnd(text.drop { $0 == " " })))
        case .ltrim: return .string(String(text.drop { $0 == " " }))
        case .rtrim: return .string(String(trimmedEnd(text[...])))
        case .lpad, .rpad: return padded(text, arguments[1], left: function == .lpad)
        case .substring: return part(of: text, arguments)
        default: return compared(function, text, arguments, version)
        }
    }

    private static func compared(
        _ function: RuleFunction,
        _ text: String,
        _ arguments: [JSONValue?],
        _ version: SQLVersion
    ) -> JSONValue? {
        guard let other = Text.argument(arguments[1], version) else { return nil }
        switch function {
        case .startswith: return .bool(text.utf8.starts(with: other.utf8))
        case .endswith: return .bool(text.utf8.reversed().starts(with: other.utf8.reversed()))
        case .indexof: return index(of: Array(other), in: Array(text)).map { .integer(Int64($0)) }
        default:
            guard let replacement = Text.argument(arguments[2], version) else { return nil }
            return replaced(text, other, replacement)
        }
    }

    /// Returns the place of a text within another, counted from 0, or `nil` if it is not there.
    private static func index(of wanted: [Character], in text: [Character]) -> Int? {
        guard wanted.count <= text.count else { return nil }
        guard let first = wanted.first else { return 0 }
        // Quadratic cost is bounded by bounding the shorter text.
        guard wanted.count <= 1_024 || text.count <= 16_384 else { return nil }
        for start in 0...(text.count - wanted.count)
        where text[start] == first && text[start..<(start + wanted.count)].elementsEqual(wanted) {
            return start
        }
        return nil
    }

    private static func replaced(_ text: String, _ wanted: String, _ replacement: String) -> JSONValue? {
        let pattern = Array(wanted.utf8)
        let bytes = Array(text.utf8)
        guard !pattern.isEmpty else { return .string(text) }
        guard pattern.count <= 1_024 || bytes.count <= 16_384 else { return nil }
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) {
                result.append(contentsOf: replacement.utf8)
                position += pattern.count
            } else {
                result.append(bytes[position])
                position += 1
            }
            guard result.count <= RuleLimits.textBytes else { return nil }
        }
        return .string(String(decoding: result, as: UTF8.self))
    }

    private static func trimmedEnd(_ text: Substring) -> Substring {
        var rest = text
        while rest.last == " " { rest.removeLast() }
        return rest
    }

    /// Adds 0 to 1000 spaces; it does not pad to a width.
    private static func padded(_ text: String, _ count: JSONValue?, left: Bool) -> JSONValue? {
        guard let number = count.flatMap(Numeric.init)?.flooredInteger, (0...1_000).contains(number) else { return nil }
        let spaces = String(repeating: " ", count: Int(number))
        return Text.bounded(left ? spaces + text : text + spaces)
    }

    /// From a place, counted from 0, up to but not including another; a negative place counts as 0.
    private static func part(of text: String, _ arguments: [JSONValue?]) -> JSONValue? {
        guard let start = arguments[1].flatMap(Numeric.init)?.flooredInteger else { return nil }
        var end = Int64.max
        if arguments.count > 2 {
            guard let limit = arguments[2].flatMap(Numeric.init)?.flooredInteger else { return nil }
            end = limit
        }
        let from = Int(clamping: max(start, 0))
        let length = Int(clamping: max(end, 0)) - min(from, Int(clamping: max(end, 0)))
        return .string(String(text.dropFirst(from).prefix(length)))
    }

    private static func character(_ argument: JSONValue?) -> JSONValue? {
        guard let code = argument.flatMap(Numeric.init)?.flooredInteger, (0...255).contains(code) else { return nil }
        return .string(String(UnicodeScalar(UInt8(code))))
    }
}
