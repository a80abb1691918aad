/// A value, a computation or a condition of a statement.
indirect enum Expression: Hashable, Sendable {
    /// A value written in the statement.
    case literal(Literal)
    /// A part of the message.
    case attribute(AttributePath)
    /// The number with the other sign.
    case negation(Expression)
    /// The opposite of a condition.
    case not(Expression)
    /// A computation.
    case arithmetic(ArithmeticOperator, Expression, Expression)
    /// A comparison.
    case comparison(ComparisonOperator, Expression, Expression)
    /// Conditions joined by `AND`; at least two.
    case all([Expression])
    /// Conditions joined by `OR`; at least two.
    case any([Expression])
    /// The result of a function.
    case call(RuleFunction, [Expression])
}

/// A value written in a statement.
enum Literal: Hashable, Sendable {
    /// `NULL`.
    case null
    /// `TRUE` or `FALSE`.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction or an exponent.
    case decimal(Double)
    /// A text.
    case text(String)
}

/// The operators that compute.
enum ArithmeticOperator: String, Hashable, Sendable {
    /// Sum, or texts one after the other.
    case add = "+"
    /// Difference.
    case subtract = "-"
    /// Product.
    case multiply = "*"
    /// Quotient.
    case divide = "/"
    /// Remainder.
    case remainder = "%"
}

/// The operators that compare.
enum ComparisonOperator: String, Hashable, Sendable {
    /// Is equal.
    case equal = "="
    /// Is not equal.
    case notEqual = "<>"
    /// Is less.
    case less = "<"
    /// Is less or equal.
    case lessOrEqual = "<="
    /// Is greater.
    case greater = ">"
    /// Is greater or equal.
    case greaterOrEqual = ">="

    /// Returns the operator that says the same with the sides exchanged.
    var mirrored: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}
