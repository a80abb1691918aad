import MonitoringModel

/// An expression prepared for many evaluations: a flat list of steps that refer to each other by index.
struct Program: Sendable {
    /// One computation.
    enum Step: Sendable {
        /// A value that is always the same.
        case constant(JSONValue)
        /// A part of the message.
        case attribute(AttributePath)
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
    }

    private var steps: [Step] = []
    private var root = 0

    /// Prepares an expression.
    init(_ expression: Expression) {
        root = add(expression)
    }

    /// Returns the value for a message; `nil` is Undefined.
    func value(of message: Telemetry, at now: Instant) -> JSONValue? {
        value(root, message, now)
    }

    /// Returns whether the condition holds for a message; `nil` is Undefined.
    func truth(of message: Telemetry, at now: Instant) -> Bool? {
        truth(root, message, now)
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
        case .negation(let operand): .negation(add(operand))
        case .not(let operand): .not(add(operand))
        case .arithmetic(let symbol, let left, let right): .arithmetic(symbol, add(left), add(right))
        case .comparison(let symbol, let left, let right):
            Self.threshold(symbol, left, right) ?? .comparison(symbol, add(left), add(right))
        case .all(let operands): .all(operands.map { add($0) })
        case .any(let operands): .any(operands.map { add($0) })
        case .call(let function, let arguments): .call(function, arguments.map { add($0) })
        }
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

    private func value(_ index: Int, _ message: Telemetry, _ now: Instant) -> JSONValue? {
        switch steps[index] {
        case .constant(let value): value
        case .attribute(let path): path.value(in: message.document)
        case .negation(let operand): ArithmeticOperator.subtract.evaluate(.integer(0), value(operand, message, now))
        case .arithmetic(let symbol, let left, let right):
            symbol.evaluate(value(left, message, now), value(right, message, now))
        case .call(let function, let arguments):
            function.evaluate(arguments.map { value($0, message, now) }, message, now)
        case .not, .comparison, .threshold, .all, .any:
            truth(index, message, now).map(JSONValue.bool)
        }
    }

    /// Three-valued logic: false decides `AND`, true decides `OR`, whatever else is Undefined.
    private func truth(_ index: Int, _ message: Telemetry, _ now: Instant) -> Bool? {
        switch steps[index] {
        case .not(let operand): return truth(operand, message, now).map { !$0 }
        case .threshold(let symbol, let path, let limit):
            guard let value = path.value(in: message.document), let number = Numeric(value) else { return nil }
            return symbol.evaluate(number, limit)
        case .comparison(let symbol, let left, let right):
            return symbol.evaluate(value(left, message, now), value(right, message, now))
        case .all(let operands): return decision(operands, decisive: false, message, now)
        case .any(let operands): return decision(operands, decisive: true, message, now)
        case .constant, .attribute, .negation, .arithmetic, .call: return Text.truth(of: value(index, message, now))
        }
    }

    private func decision(_ operands: [Int], decisive: Bool, _ message: Telemetry, _ now: Instant) -> Bool? {
        var isDefined = true
        for operand in operands {
            guard let truth = truth(operand, message, now) else {
                isDefined = false
                continue
            }
            if truth == decisive { return decisive }
        }
        return isDefined ? !decisive : nil
    }
}

extension Literal {
    /// The value that is written.
    fileprivate var value: JSONValue {
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
    fileprivate var number: Numeric? {
        switch self {
        case .literal(.integer(let number)): .integer(number)
        case .literal(.decimal(let number)): .decimal(number)
        case .negation(.literal(.integer(let number))): .integer(-number)
        case .negation(.literal(.decimal(let number))): .decimal(-number)
        default: nil
        }
    }
}
