extension Parser {
    /// Reads a literal, an attribute, a variable, a call, a choice, a query or an expression in brackets.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    mutating func primary() throws(RuleError) -> Subtree {
        switch token.kind {
        case .integer(let number): return try literal(.integer(number))
        case .decimal(let number): return try literal(.decimal(number))
        case .text(let text): return try literal(.text(text))
        case .symbol(.open): return try members(of: try bracketed())
        case .symbol(.star):
            try advance()
            return (.everything, 1)
        case .symbol(.at): return try members(of: try variable())
        case .symbol(.openingBrace): return try members(of: try object())
        case .symbol(.openingBracket): return try members(of: try array())
        case .word(let word): return try named(word)
        case .symbol, .end: throw unexpected("a value, an attribute or a function")
        }
    }

    private mutating func literal(_ literal: Literal) throws(RuleError) -> Subtree {
        try advance()
        return (.literal(literal), 1)
    }

    private mutating func bracketed() throws(RuleError) -> Subtree {
        try enter()
        try advance()
        let inner: Subtree
        if token.isKeyword(.select) {
            inner = try query()
        } else {
            inner = try disjunction()
        }
        guard try accept(.close) else { throw unexpected("an operator or ')'") }
        nesting -= 1
        return inner
    }

    private mutating func query() throws(RuleError) -> Subtree {
        try require2016("a nested query")
        try advance()
        let outerAllows = allowsStreams
        allowsStreams = false
        defer { allowsStreams = outerAllows }
        let selection = try selection()
        guard try accept(.from) else { throw unexpected("',', AS or FROM") }
        let source = try sum()
        var height = source.height
        var condition: Expression?
        if try accept(.where) {
            let subtree = try disjunction()
            condition = subtree.expression
            height = max(height, subtree.height)
        }
        let query = Query(selection: selection, source: source.expression, condition: condition)
        return try grown(.query(query), over: height)
    }

    private mutating func variable() throws(RuleError) -> Subtree {
        try advance()
        guard case .word(let name) = token.kind, variables.contains(name) else {
            let known =
                variables.isEmpty ? "SET @name = … before SELECT" : variables.map { "@\($0)" }.joined(separator: ", ")
            throw unexpected("a variable that is set before: \(known)")
        }
        try advance()
        return (.variable(name), 1)
    }

    private mutating func object() throws(RuleError) -> Subtree {
        try require2016("a literal object")
        try enter()
        try advance()
        var members: [ObjectMember] = []
        var height = 0
        while token.kind != .symbol(.closingBrace) {
            guard case .text(let name) = token.kind else {
                throw unexpected("a name in quotes or '}'", hint: "an object reads {'name': value}")
            }
            guard !members.contains(where: { $0.name == name }), members.count < RuleLimits.selectItems else {
                throw unexpected("each name once, at most \(RuleLimits.selectItems)")
            }
            try advance()
            guard try accept(.colon) else { throw unexpected("':'") }
            let value = try disjunction()
            members.append(ObjectMember(name: name, value: value.expression))
            height = max(height, value.height)
            guard try accept(.comma) else { break }
        }
        guard try accept(.closingBrace) else { throw unexpected("an operator, ',' or '}'") }
        nesting -= 1
        return try grown(.object(members), over: height)
    }

    private mutating func array() throws(RuleError) -> Subtree {
        try require2016("a literal array")
        try enter()
        try advance()
        var elements: [Expression] = []
        var height = 0
        while token.kind != .symbol(.closingBracket) {
            guard elements.count < RuleLimits.selectItems else {
                throw unexpected("at most \(RuleLimits.selectItems) elements")
            }
            let element = try disjunction()
            elements.append(element.expression)
            height = max(height, element.height)
            guard try accept(.comma) else { break }
        }
        guard try accept(.closingBracket) else { throw unexpected("an operator, ',' or ']'") }
        nesting -= 1
        return try grown(.array(elements), over: height)
    }

    private func require2016(_ what: String) throws(RuleError) {
        guard version == .v2015 else { return }
        throw lexer.source.error(
            at: token.start,
            found: what,
            expected: "version 2016-03-23 for it",
            hint: "set the rule's version"
        )
    }

    /// Reads the names behind a computed object.
    ///
    /// - Throws: ``RuleError`` if a dot is followed by no name.
    mutating func members(of owner: Subtree) throws(RuleError) -> Subtree {
        var result = owner
        while try accept(.dot) {
            guard case .word(let name) = token.kind else { throw unexpected("the name of an attribute") }
            try advance()
            result = try grown(.member(result.expression, name), over: result.height)
        }
        return result
    }

    private mutating func named(_ word: String) throws(RuleError) -> Subtree {
        switch Keyword(word) {
        case .true: return try literal(.bool(true))
        case .false: return try literal(.bool(false))
        case .null: return try literal(.null)
        case .some: throw unexpected("a value, an attribute or a function")
        case nil: break
        }
        if token.isWord(.case), beginsValue(try following()) { return try choice() }
        let start = token
        try advance()
        if token.kind == .symbol(.open) { return try members(of: try call(word, start)) }
        var rest: [String] = []
        while try accept(.dot) {
            guard case .word(let name) = token.kind else { throw unexpected("the name of an attribute") }
            guard rest.count < RuleLimits.expressionDepth else { throw tooDeep }
            rest.append(name)
            try advance()
        }
        return (.attribute(AttributePath(word, rest)), 1)
    }

    private mutating func choice() throws(RuleError) -> Subtree {
        try enter()
        try advance()
        let subject = try disjunction()
        var height = subject.height
        var branches: [Branch] = []
        while try accept(.when) {
            guard branches.count < RuleLimits.selectItems else {
                throw unexpected("at most \(RuleLimits.selectItems) branches")
            }
            let test = try disjunction()
            guard try accept(.then) else { throw unexpected("THEN") }
            let result = try disjunction()
            branches.append(Branch(test: test.expression, result: result.expression))
            height = max(height, test.height, result.height)
        }
        guard !branches.isEmpty else {
            throw unexpected("WHEN", hint: "write CASE value WHEN test THEN result ELSE other END")
        }
        var otherwise: Expression?
        if try accept(.otherwise) {
            let last = try disjunction()
            otherwise = last.expression
            height = max(height, last.height)
        }
        guard try accept(.end) else { throw unexpected("WHEN, ELSE or END") }
        nesting -= 1
        return try grown(.choice(subject.expression, branches, otherwise: otherwise), over: height)
    }
}
