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
    /// A value as another type.
    case cast(Expression, CastTarget)
    /// `*`, the whole message or element.
    case everything
    /// A variable of `SET`, by its name without `@`.
    case variable(String)
    /// A member of a computed object.
    case member(Expression, String)
    /// An object that is written in the statement.
    case object([ObjectMember])
    /// An array that is written in the statement.
    case array([Expression])
    /// `CASE subject WHEN … THEN … ELSE … END`.
    case choice(Expression, [Branch], otherwise: Expression?)
    /// `(SELECT … FROM … WHERE …)` over the elements of an array.
    case query(Query)
    /// A value that a stream clause has computed beforehand, by its place.
    case slot(Int)
}

/// One name and value of a literal object.
struct ObjectMember: Hashable, Sendable {
    /// The name.
    var name: String
    /// The value; left out if Undefined.
    var value: Expression
}

/// One `WHEN test THEN result`.
struct Branch: Hashable, Sendable {
    /// What the subject is compared with.
    var test: Expression
    /// The value if they are equal.
    var result: Expression
}

/// A query within an expression.
struct Query: Hashable, Sendable {
    /// What is selected of each element.
    var selection: Selection
    /// The array whose elements are looked at.
    var source: Expression
    /// Which elements count; `nil` for all.
    var condition: Expression?
}

/// The types that `cast` converts to.
enum CastTarget: String, Hashable, Sendable, CaseIterable {
    /// A text.
    case string = "String"
    /// A whole number.
    case integer = "Int"
    /// A number.
    case decimal = "Decimal"
    /// True or false.
    case boolean = "Boolean"

    /// Returns the type of a name, in whatever case, or `nil` if the version has none of that name.
    init?(name: String, version: SQLVersion) {
        switch name.lowercased() {
        case "string", "nvarchar", "text", "ntext", "varchar": self = .string
        case "int", "integer": self = .integer
        case "double": self = .decimal
        case "decimal" where version != .v2015: self = .decimal
        case "bool" where version != .v2015, "boolean" where version != .v2015: self = .boolean
        default: return nil
        }
    }
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
