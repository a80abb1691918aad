extension Literal: CustomStringConvertible {
    /// The value as it is written in a statement.
    var description: String {
        switch self {
        case .null: "NULL"
        case .bool(let flag): flag ? "TRUE" : "FALSE"
        case .integer(let number): String(number)
        case .decimal(let number): "\(number)"
        case .text(let text):
            "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
        }
    }
}

extension Query: CustomStringConvertible {
    /// The query in its plain form, without brackets.
    var description: String {
        "SELECT \(selection) FROM \(source)" + (condition.map { " WHERE \($0)" } ?? "")
    }
}

extension Expression: CustomStringConvertible {
    /// The expression in its plain form, with no more brackets than needed.
    var description: String {
        switch self {
        case .literal(let literal): literal.description
        case .attribute(let path): path.isMistakable ? "(\(path))" : path.description
        case .negation(let operand): "-" + operand.printed(above: .negation)
        case .not(let operand): "NOT " + operand.printed(above: .comparison)
        case .arithmetic(let symbol, let left, let right):
            "\(left.printed(above: binding)) \(symbol.rawValue) \(right.printed(above: binding.tighter))"
        case .comparison(let symbol, let left, let right):
            "\(left.printed(above: .sum)) \(symbol.rawValue) \(right.printed(above: .sum))"
        case .all(let operands): operands.map { $0.printed(above: .not) }.joined(separator: " AND ")
        case .any(let operands): operands.map { $0.printed(above: .all) }.joined(separator: " OR ")
        case .call(let function, let arguments): "\(function.rawValue)(\(Self.list(arguments)))"
        case .cast(let value, let target): "cast(\(value) AS \(target.rawValue))"
        case .everything: "*"
        case .variable(let name): "@\(name)"
        case .member(let owner, let name): "\(owner.printedOwner).\(name)"
        case .object(let members):
            "{" + members.map { "\(Literal.text($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
        case .array(let elements): "[\(Self.list(elements))]"
        case .choice(let subject, let branches, let otherwise):
            "CASE \(subject.bracketedIfSigned) " + branches.map { "WHEN \($0.test) THEN \($0.result) " }.joined()
                + (otherwise.map { "ELSE \($0) END" } ?? "END")
        case .query(let query): "(\(query))"
        case .slot(let place): "#\(place)"
        }
    }

    /// The name of an item without `AS`: the last name of a path, or the function's.
    var impliedName: String? {
        switch self {
        case .attribute(let path): path.last
        case .call(let function, _): function.rawValue
        case .cast: "cast"
        case .member(_, let name): name
        case .variable(let name): name
        default: nil
        }
    }

    private static func list(_ expressions: [Expression]) -> String {
        expressions.map(\.description).joined(separator: ", ")
    }

    /// The expression, in brackets if it begins with a sign that could be read as an operator.
    var bracketedIfSigned: String {
        let text = description
        return text.hasPrefix("-") || text.hasPrefix("*") ? "(\(text))" : text
    }

    /// An attribute in brackets is an owner of its own; without them its path would just be longer.
    private var printedOwner: String {
        switch self {
        case .attribute, .literal, .everything, .choice: "(\(self))"
        default: printed(above: .primary)
        }
    }

    private enum Binding: Int {
        case any, all, not, comparison, sum, product, negation, primary

        var tighter: Binding { Binding(rawValue: rawValue + 1) ?? .primary }
    }

    private var binding: Binding {
        switch self {
        case .any: .any
        case .all: .all
        case .not: .not
        case .comparison: .comparison
        case .arithmetic(.add, _, _), .arithmetic(.subtract, _, _): .sum
        case .arithmetic: .product
        case .negation: .negation
        default: .primary
        }
    }

    private func printed(above required: Binding) -> String {
        // A sign directly before a sign or before an operand of NOT would read differently.
        let standsAlone = required == .negation ? binding == .primary : binding.rawValue >= required.rawValue
        return standsAlone ? description : "(\(description))"
    }
}

extension AttributePath {
    /// Whether the name alone could be read as the beginning of a choice.
    fileprivate var isMistakable: Bool { rest.isEmpty && first.lowercased() == "case" }
}
