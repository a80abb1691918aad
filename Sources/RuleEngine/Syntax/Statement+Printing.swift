extension Statement: CustomStringConvertible {
    /// The statement in its plain form: reading it again gives the same statement.
    var description: String {
        let list = items.map(\.description).joined(separator: ", ")
        let from = "SELECT \(list) FROM \(Literal.text(filter.description))"
        return condition.map { "\(from) WHERE \($0)" } ?? from
    }
}

extension SelectItem: CustomStringConvertible {
    /// The item in its plain form.
    var description: String {
        switch self {
        case .everything: "*"
        case .value(let expression, let name): "\(expression)" + (expression.impliedName == name ? "" : " AS \(name)")
        }
    }
}

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

extension Expression: CustomStringConvertible {
    /// The expression in its plain form, with no more brackets than needed.
    var description: String {
        switch self {
        case .literal(let literal): literal.description
        case .attribute(let path): path.description
        case .negation(let operand): "-" + operand.printed(above: .negation)
        case .not(let operand): "NOT " + operand.printed(above: .comparison)
        case .arithmetic(let symbol, let left, let right):
            "\(left.printed(above: binding)) \(symbol.rawValue) \(right.printed(above: binding.tighter))"
        case .comparison(let symbol, let left, let right):
            "\(left.printed(above: .sum)) \(symbol.rawValue) \(right.printed(above: .sum))"
        case .all(let operands): operands.map { $0.printed(above: .not) }.joined(separator: " AND ")
        case .any(let operands): operands.map { $0.printed(above: .all) }.joined(separator: " OR ")
        case .call(let function, let arguments):
            "\(function.rawValue)(\(arguments.map(\.description).joined(separator: ", ")))"
        }
    }

    /// The name of an item without `AS`: the last name of a path, or the function's.
    var impliedName: String? {
        switch self {
        case .attribute(let path): path.last
        case .call(let function, _): function.rawValue
        default: nil
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
        case .literal, .attribute, .call: .primary
        }
    }

    private func printed(above required: Binding) -> String {
        // A sign directly before a sign or before an operand of NOT would read differently.
        let standsAlone = required == .negation ? binding == .primary : binding.rawValue >= required.rawValue
        return standsAlone ? description : "(\(description))"
    }
}
