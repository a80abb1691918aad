extension Parser {
    /// An expression and how many levels it has.
    private typealias Subtree = (expression: Expression, height: Int)

    /// Reads one expression.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault, or if it is nested too deeply.
    mutating func expression() throws(RuleError) -> Expression {
        try disjunction().expression
    }

    private mutating func disjunction() throws(RuleError) -> Subtree {
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

    private mutating func sum() throws(RuleError) -> Subtree {
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

    private mutating func primary() throws(RuleError) -> Subtree {
        switch token.kind {
        case .integer(let number): return try literal(.integer(number))
        case .decimal(let number): return try literal(.decimal(number))
        case .text(let text): return try literal(.text(text))
        case .symbol(.open):
            try enter()
            try advance()
            let inner = try disjunction()
            guard try accept(.close) else { throw unexpected("an operator or ')'") }
            nesting -= 1
            return inner
        case .word(let word): return try named(word)
        case .symbol, .end: throw unexpected("a value, an attribute or a function")
        }
    }

    private mutating func literal(_ literal: Literal) throws(RuleError) -> Subtree {
        try advance()
        return (.literal(literal), 1)
    }

    private mutating func named(_ word: String) throws(RuleError) -> Subtree {
        switch Keyword(word) {
        case .true: return try literal(.bool(true))
        case .false: return try literal(.bool(false))
        case .null: return try literal(.null)
        case .some: throw unexpected("a value, an attribute or a function")
        case nil: break
        }
        let start = token
        try advance()
        if token.kind == .symbol(.open) { return try call(word, start) }
        var rest: [String] = []
        while try accept(.dot) {
            guard case .word(let name) = token.kind else { throw unexpected("the name of an attribute") }
            rest.append(name)
            try advance()
        }
        return (.attribute(AttributePath(word, rest)), 1)
    }

    private mutating func call(_ name: String, _ start: Token) throws(RuleError) -> Subtree {
        guard let function = RuleFunction(name: name) else {
            throw lexer.source.error(
                at: start.start,
                found: "function '\(name.prefix(40))'",
                expected: "one of \(RuleFunction.allCases.map(\.rawValue).joined(separator: ", "))",
                hint: RuleFunction.nearest(to: name).map { "did you mean \($0.rawValue)?" }
            )
        }
        try enter()
        try advance()
        var arguments: [Expression] = []
        var height = 0
        if token.kind != .symbol(.close) {
            repeat {
                let argument = try disjunction()
                arguments.append(argument.expression)
                height = max(height, argument.height)
            } while try accept(.comma)
        }
        guard token.kind == .symbol(.close) else { throw unexpected("an operator, ',' or ')'") }
        guard function.argumentCounts.contains(arguments.count) else {
            throw lexer.source.error(
                at: start.start,
                found: "\(arguments.count) arguments for \(function.rawValue)()",
                expected: function.argumentCountInWords
            )
        }
        try advance()
        nesting -= 1
        return try grown(.call(function, arguments), over: height)
    }

    private mutating func enter() throws(RuleError) {
        nesting += 1
        guard nesting <= RuleLimits.expressionDepth else { throw tooDeep }
    }

    private func grown(_ expression: Expression, over height: Int) throws(RuleError) -> Subtree {
        guard height < RuleLimits.expressionDepth else { throw tooDeep }
        return (expression, height + 1)
    }

    private var tooDeep: RuleError {
        unexpected(
            "at most \(RuleLimits.expressionDepth) levels of nesting",
            hint: "split the expression into several rules"
        )
    }
}
