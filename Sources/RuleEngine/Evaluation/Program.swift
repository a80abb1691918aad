import MonitoringModel

/// An expression prepared for many evaluations: a flat list of steps that refer to each other by index.
struct Program: Sendable {
    /// One computation.
    enum Step: Sendable {
        /// A value that is always the same.
        case constant(JSONValue)
        /// A part of the message.
        case attribute(AttributePath)
        /// The whole message.
        case everything
        /// A variable.
        case variable(Int)
        /// A value that a stream clause has computed.
        case slot(Int)
        /// A member of a value.
        case member(Int, String)
        /// The number with the other sign.
        case negation(Int)
        /// The opposite.
        case not(Int)
        /// A computation.
        case arithmetic(ArithmeticOperator, Int, Int)
        /// A comparison.
        case comparison(ComparisonOperator, Int, Int)
        /// An attribute compared with a number, the most frequent condition, without a detour over steps.
        case threshold(ComparisonOperator, AttributePath, Numeric)
        /// All hold.
        case all([Int])
        /// One holds.
        case any([Int])
        /// A function.
        case call(RuleFunction, [Int])
        /// The payload's bytes as base64.
        case encodedPayload
        /// A search with a pattern that is always the same.
        case search(RuleFunction, [Int], RegularExpression)
        /// A conversion.
        case cast(Int, CastTarget)
        /// An object.
        case object([(name: String, value: Int)])
        /// An array.
        case array([Int])
        /// A choice.
        case choice(Int, [(test: Int, result: Int)], otherwise: Int?)
        /// A query over an array.
        case query(PreparedQuery, source: Int)
    }

    /// The steps.
    private(set) var steps: [Step] = []
    private var root = 0
    private let variables: [String]

    /// Prepares an expression in which variables may stand.
    init(_ expression: Expression, variables: [String] = []) {
        self.variables = variables
        root = add(expression)
    }

    /// Returns the value for a message; `nil` is Undefined.
    func value(_ evaluation: inout Evaluation) -> JSONValue? {
        value(root, &evaluation)
    }

    /// Returns whether the condition holds for a message; `nil` is Undefined.
    func truth(_ evaluation: inout Evaluation) -> Bool? {
        truth(root, &evaluation)
    }

    private mutating func add(_ expression: Expression) -> Int {
        let step = step(for: expression)
        steps.append(step)
        return steps.count - 1
    }

    private mutating func step(for expression: Expression) -> Step {
        switch expression {
        case .literal(let literal): .constant(literal.value)
        case .attribute(let path): .attribute(path)
        case .everything: .everything
        case .variable(let name): .variable(variables.firstIndex(of: name) ?? variables.count)
        case .slot(let place): .slot(place)
        case .member(let owner, let name): .member(add(owner), name)
        case .negation(let operand): .negation(add(operand))
        case .not(let operand): .not(add(operand))
        case .arithmetic(let symbol, let left, let right): .arithmetic(symbol, add(left), add(right))
        case .comparison(let symbol, let left, let right):
            Self.threshold(symbol, left, right) ?? .comparison(symbol, add(left), add(right))
        case .all(let operands): .all(operands.map { add($0) })
        case .any(let operands): .any(operands.map { add($0) })
        case .call(let function, let arguments): call(function, arguments)
        case .cast(let operand, let target): .cast(add(operand), target)
        case .object(let members): .object(members.map { ($0.name, add($0.value)) })
        case .array(let elements): .array(elements.map { add($0) })
        case .choice(let subject, let branches, let otherwise):
            .choice(add(subject), branches.map { (add($0.test), add($0.result)) }, otherwise: otherwise.map { add($0) })
        case .query(let query): .query(PreparedQuery(query, variables: variables), source: add(query.source))
        }
    }

    private mutating func call(_ function: RuleFunction, _ arguments: [Expression]) -> Step {
        if function == .encode, arguments.first == .everything { return .encodedPayload }
        if function.searches, arguments.count > 1, case .literal(.text(let pattern)) = arguments[1],
            // proof: a pattern with a fault is refused when the statement is read.
            let prepared = try? RegularExpression(pattern)
        {
            return .search(function, arguments.map { add($0) }, prepared)
        }
        return .call(function, arguments.map { add($0) })
    }

    private static func threshold(_ symbol: ComparisonOperator, _ left: Expression, _ right: Expression) -> Step? {
        // Equality looks at types too, so only the ordering operators may take the short way.
        guard symbol != .equal, symbol != .notEqual else { return nil }
        if case .attribute(let path) = left, let limit = right.number { return .threshold(symbol, path, limit) }
        if case .attribute(let path) = right, let limit = left.number {
            return .threshold(symbol.mirrored, path, limit)
        }
        return nil
    }
}

extension Literal {
    /// The value that is written.
    var value: JSONValue {
        switch self {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .decimal(let number): .number(number)
        case .text(let text): .string(text)
        }
    }
}

extension Expression {
    /// The number that is written, with its sign.
    var number: Numeric? {
        switch self {
        case .literal(.integer(let number)): .integer(number)
        case .literal(.decimal(let number)): .decimal(number)
        case .negation(.literal(.integer(let number))): .integer(-number)
        case .negation(.literal(.decimal(let number))): .decimal(-number)
        default: nil
        }
    }
}
