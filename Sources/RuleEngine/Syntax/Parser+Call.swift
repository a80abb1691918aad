extension Parser {
    /// Reads a call whose name has been passed and whose bracket is looked at.
    ///
    /// - Throws: ``RuleError`` if there is no such function, or with the place of another fault.
    mutating func call(_ name: String, _ start: Token) throws(RuleError) -> Subtree {
        if name.lowercased() == "cast" { return try conversion() }
        let function = try function(name, start)
        try note(function, at: start)
        try enter()
        try advance()
        let outerAllows = allowsStreams
        if function.looksAtStream { allowsStreams = false }
        defer { allowsStreams = outerAllows }
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
        if let reason = function.fault(in: arguments) {
            throw lexer.source.error(
                at: start.start,
                found: "\(function.rawValue)()",
                expected: reason
            )
        }
        try advance()
        nesting -= 1
        return try grown(.call(function, arguments), over: height)
    }

    private func function(_ name: String, _ start: Token) throws(RuleError) -> RuleFunction {
        if let reason = RetiredFunction.reason(for: name) {
            throw lexer.source.error(
                at: start.start,
                found: "function '\(name)'",
                expected: "a function whose service still exists",
                hint: reason
            )
        }
        if let function = RuleFunction(name: name) { return function }
        throw lexer.source.error(
            at: start.start,
            found: "function '\(name.prefix(40))'",
            expected: "one of \(RuleFunction.allCases.map(\.rawValue).joined(separator: ", "))",
            hint: RuleFunction.nearest(to: name).map { "did you mean \($0.rawValue)?" }
        )
    }

    /// Keeps count of functions that may not stand everywhere.
    private mutating func note(_ function: RuleFunction, at start: Token) throws(RuleError) {
        if function.looksAtStream {
            guard allowsStreams else {
                throw lexer.source.error(
                    at: start.start,
                    found: "\(function.rawValue)()",
                    expected: "a function of one message",
                    hint: "functions of several messages stand in SELECT, WHERE and HAVING, not within each other"
                )
            }
            if function.isAggregate {
                lastAggregate = start.start
            } else {
                firstLookBack = firstLookBack ?? start.start
            }
        }
        guard function == .getDynamoDB else { return }
        tableLookups += 1
        guard tableLookups == 1, version != .v2015 else {
            throw lexer.source.error(
                at: start.start,
                found: "get_dynamodb()",
                expected: "at most one in a statement, of version 2016-03-23",
                hint: "keep its result in a variable: SET @row = get_dynamodb(…)"
            )
        }
    }

    /// `cast(value AS type)`.
    private mutating func conversion() throws(RuleError) -> Subtree {
        try enter()
        try advance()
        let value = try disjunction()
        guard try accept(.as) else { throw unexpected("AS", hint: "write cast(value AS Int)") }
        guard case .word(let name) = token.kind, let target = CastTarget(name: name, version: version) else {
            let names = version == .v2015 ? "String, Int or Double" : "String, Int, Decimal or Boolean"
            throw unexpected(names)
        }
        try advance()
        guard try accept(.close) else { throw unexpected("')'") }
        nesting -= 1
        return try grown(.cast(value.expression, target), over: value.height)
    }
}

/// Functions whose service is no more.
private enum RetiredFunction {
    static func reason(for name: String) -> String? {
        switch name.lowercased() {
        case "machinelearning_predict": "Amazon Machine Learning has been retired; use aws_lambda or a rule of your own"
        default: nil
        }
    }
}
