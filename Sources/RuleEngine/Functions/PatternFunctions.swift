import MonitoringModel

/// The functions that search with regular expressions.
enum PatternFunctions {
    /// Returns the result; `nil`, as argument or result, is Undefined, and so is a search that is too long.
    static func evaluate(
        _ function: RuleFunction,
        _ arguments: [JSONValue?],
        _ pattern: RegularExpression
    ) -> JSONValue? {
        guard let text = Text.argument(arguments[0]), text.utf8.count <= RuleLimits.matchedTextBytes else { return nil }
        let scalars = Array(text.unicodeScalars)
        var search = PatternSearch(pattern, scalars)
        switch function {
        case .regexpMatches:
            guard let found = search.firstMatch(from: 0) else { return search.isExhausted ? nil : .bool(false) }
            return .bool(!found.isEmpty)
        case .regexpSubstr:
            guard let found = search.firstMatch(from: 0) else { return nil }
            return .string(String.of(scalars[found[0]..<found[1]]))
        default:
            guard let replacement = Text.argument(arguments[2]) else { return nil }
            return replaced(scalars, Array(replacement.unicodeScalars), &search)
        }
    }

    private static func replaced(
        _ text: [Unicode.Scalar],
        _ replacement: [Unicode.Scalar],
        _ search: inout PatternSearch
    ) -> JSONValue? {
        var result = String.UnicodeScalarView()
        var position = 0
        while position <= text.count, let found = search.firstMatch(from: position) {
            result.append(contentsOf: text[position..<found[0]])
            append(replacement, text, found, to: &result)
            if found[1] > found[0] {
                position = found[1]
            } else {
                if found[1] < text.count { result.append(text[found[1]]) }
                position = found[1] + 1
            }
            guard result.count <= RuleLimits.textBytes else { return nil }
        }
        guard !search.isExhausted else { return nil }
        if position < text.count { result.append(contentsOf: text[position...]) }
        return Text.bounded(String(result))
    }

    /// `$1` stands for the first group, `\$` for a dollar sign.
    private static func append(
        _ replacement: [Unicode.Scalar],
        _ text: [Unicode.Scalar],
        _ found: [Int],
        to result: inout String.UnicodeScalarView
    ) {
        var index = 0
        while index < replacement.count {
            let scalar = replacement[index]
            index += 1
            guard index < replacement.count else {
                result.append(scalar)
                return
            }
            let next = replacement[index]
            if scalar == "\\" {
                result.append(next)
                index += 1
            } else if scalar == "$", ("0"..."9").contains(next) {
                let group = Int(next.value - 48)
                index += 1
                guard 2 * group + 1 < found.count, found[2 * group] >= 0 else { continue }
                result.append(contentsOf: text[found[2 * group]..<found[2 * group + 1]])
            } else {
                result.append(scalar)
            }
        }
    }
}

extension String {
    fileprivate static func of(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
