extension Parser {
    /// An expression and how many levels it has.
    typealias Subtree = (expression: Expression, height: Int)

    /// Reads one expression.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault, or if it is nested too deeply.
    mutating func expression() throws(RuleError) -> Expression {
        try disjunction().expression
    }

    /// Reads conditions joined by `OR`.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    mutating func disjunction() throws(RuleError) -> Subtree {
        let first = try conjunction()
        guard token.isKeyword(.or) else { return first }
        var operands = [first.expression]
        var height = first.height
        while try accept(.or) {
            let next = try conjunction()
            operands.append(next.expression)
            height = max(height, next.height)
        }
        return try grown(.any(operands), over: height)
    }

    private mutating func conjunction() throws(RuleError) -> Subtree {
        let first = try inversion()
        guard token.isKeyword(.and) else { return first }
        var operands = [first.expression]
        var height = first.height
        while try accept(.and) {
            let next = try inversion()
            operands.append(next.expression)
            height = max(height, next.height)
        }
        return try grown(.all(operands), over: height)
    }

    private mutating func inversion() throws(RuleError) -> Subtree {
        guard token.isKeyword(.not) else { return try comparison() }
        try enter()
        try advance()
        let operand = try inversion()
        nesting -= 1
        return try grown(.not(operand.expression), over: operand.height)
    }

    private mutating func comparison() throws(RuleError) -> Subtree {
        let left = try sum()
        guard let symbol = comparisonOperator else { return left }
        try advance()
        let right = try sum()
        guard comparisonOperator == nil else {
            throw unexpected("AND, OR or the end", hint: "write a < b AND b < c in place of a < b < c")
        }
        return try grown(
            .comparison(symbol, left.expression, right.expression),
            over: max(left.height, right.height)
        )
    }

    private var comparisonOperator: ComparisonOperator? {
        guard case .symbol(let symbol) = token.kind else { return nil }
        return ComparisonOperator(rawValue: symbol.rawValue)
    }

    /// Reads a sum or a difference.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    mutating func sum() throws(RuleError) -> Subtree {
        var left = try product()
        while let symbol = arithmeticOperator, symbol == .add || symbol == .subtract {
            try advance()
            let right = try product()
            left = try grown(
                .arithmetic(symbol, left.expression, right.expression),
                over: max(left.height, right.height)
            )
        }
        return left
    }

    private mutating func product() throws(RuleError) -> Subtree {
        var left = try signed()
        while let symbol = arithmeticOperator, symbol != .add, symbol != .subtract {
            try advance()
            let right = try signed()
            left = try grown(
                .arithmetic(symbol, left.expression, right.expression),
                over: max(left.height, right.height)
            )
        }
        return left
    }

    private var arithmeticOperator: ArithmeticOperator? {
        guard case .symbol(let symbol) = token.kind else { return nil }
        return ArithmeticOperator(rawValue: symbol.rawValue)
    }

    private mutating func signed() throws(RuleError) -> Subtree {
        guard token.kind == .symbol(.minus) else { return try primary() }
        try enter()
        try advance()
        let operand = try signed()
        nesting -= 1
        return try grown(.negation(operand.expression), over: operand.height)
    }

    /// Notes that a bracket, a sign or a call opens.
    ///
    /// - Throws: ``RuleError`` if too many are open.
    mutating func enter() throws(RuleError) {
        nesting += 1
        guard nesting <= RuleLimits.expressionDepth else { throw tooDeep }
    }

    /// Puts a node over the highest of its operands.
    ///
    /// - Throws: ``RuleError`` if the tree grows too high.
    func grown(_ expression: Expression, over height: Int) throws(RuleError) -> Subtree {
        guard height < RuleLimits.expressionDepth else { throw tooDeep }
        return (expression, height + 1)
    }

    /// The fault of an expression that is nested too deeply.
    var tooDeep: RuleError {
        unexpected(
            "at most \(RuleLimits.expressionDepth) levels of nesting",
            hint: "split the expression into several rules"
        )
    }
}
