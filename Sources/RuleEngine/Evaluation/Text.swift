import MonitoringModel

/// Values as text.
enum Text {
    /// Returns a value as text: a text itself, anything else as JSON.
    ///
    /// A decimal without a fraction is written as a whole number, except in the first version.
    static func of(_ value: JSONValue, _ version: SQLVersion = .v2016) -> String {
        switch value {
        case .string(let text): text
        case .number(let number) where version == .v2015: "\(number)"
        default: value.description
        }
    }

    /// Returns the text of an argument; `nil` for null, arrays and objects, which are no texts.
    static func argument(_ value: JSONValue?, _ version: SQLVersion = .v2016) -> String? {
        switch value {
        case nil, .null?, .array?, .object?: nil
        case .bool?, .integer?, .number?, .string?: value.map { of($0, version) }
        }
    }

    /// Returns a text as a value, or `nil` if it exceeds ``RuleLimits/textBytes``.
    static func bounded(_ text: String) -> JSONValue? {
        text.utf8.count <= RuleLimits.textBytes ? .string(text) : nil
    }

    /// Returns values as one text, or `nil` if it would exceed ``RuleLimits/textBytes``.
    static func joined(_ values: [JSONValue], _ version: SQLVersion = .v2016) -> String? {
        var result = ""
        for value in values {
            let text = of(value, version)
            guard result.utf8.count + text.utf8.count <= RuleLimits.textBytes else { return nil }
            result += text
        }
        return result
    }

    /// Returns the Boolean that a value is or, in whatever case, spells; `nil` for anything else.
    static func truth(of value: JSONValue?) -> Bool? {
        switch value {
        case .bool(let flag): return flag
        case .string(let text) where text.utf8.count <= 5:
            let folded = text.lowercased()
            return folded == "true" ? true : folded == "false" ? false : nil
        default: return nil
        }
    }

    /// Returns the beginning of a text that fits a number of bytes, cut between characters.
    static func prefix(_ text: String, bytes limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var size = 0
        let kept = text.prefix { character in
            size += character.utf8.count
            return size <= limit
        }
        return String(kept)
    }
}
