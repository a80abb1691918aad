extension Parser {
    /// Reads a statement up to the end of the source.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    mutating func statement() throws(RuleError) -> Statement {
        let declared = try declarations()
        guard try accept(.select) else {
            throw unexpected("SELECT", hint: "a rule reads SELECT … FROM 'topic/filter' WHERE …")
        }
        allowsStreams = true
        var statement = Statement(variables: declared, selection: try selection())
        if try accept(.from) {
            statement.filter = try topicFilter()
        } else if token.kind != .end, !token.isKeyword(.where) {
            throw unexpected("',', AS or FROM")
        }
        if try accept(.where) {
            let before = lastAggregate
            statement.condition = try expression()
            if let place = lastAggregate, place != before {
                throw lexer.source.error(
                    at: place,
                    found: "an aggregate in WHERE",
                    expected: "a condition on one message",
                    hint: "write the condition on a window's result behind HAVING"
                )
            }
        }
        statement.stream = try streamClauses()
        guard token.kind == .end else { throw unexpectedTail(statement) }
        try check(statement)
        return statement
    }

    private func unexpectedTail(_ statement: Statement) -> RuleError {
        guard statement.stream.isEmpty else { return unexpected("another clause or the end") }
        return unexpected(statement.condition == nil ? "WHERE or the end" : "AND, OR, an operator or the end")
    }

    /// `SET @name = expression, …`.
    private mutating func declarations() throws(RuleError) -> [Variable] {
        guard token.isWord(.set) else { return [] }
        try advance()
        var declared: [Variable] = []
        repeat {
            guard try accept(.at), case .word(let name) = token.kind else {
                throw unexpected("@ and a name", hint: "a variable reads SET @name = expression")
            }
            guard !variables.contains(name), name.utf8.count <= RuleLimits.variableNameBytes else {
                throw unexpected(
                    "a new name of at most \(RuleLimits.variableNameBytes) bytes",
                    hint: "a variable is set once"
                )
            }
            guard declared.count < RuleLimits.variables else {
                throw unexpected("at most \(RuleLimits.variables) variables")
            }
            try advance()
            guard try accept(.equal) else { throw unexpected("'='") }
            declared.append(Variable(name: name, value: try expression()))
            variables.append(name)
        } while try accept(.comma)
        return declared
    }

    /// What follows `SELECT`.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    mutating func selection() throws(RuleError) -> Selection {
        if token.isWord(.value), beginsValue(try following()) {
            try advance()
            let value = try expression()
            if token.kind == .symbol(.comma) {
                throw unexpected("FROM", hint: "VALUE takes one value; write an object for several")
            }
            if token.isKeyword(.as) { throw unexpected("FROM", hint: "with VALUE the result has no names") }
            return Selection(items: [.value(value, name: "")], isValue: true)
        }
        var items = [try item()]
        while try accept(.comma) {
            guard items.count < RuleLimits.selectItems else {
                throw unexpected("at most \(RuleLimits.selectItems) items")
            }
            let start = token.start
            let next = try item()
            guard next != .everything || !items.contains(.everything) else {
                throw lexer.source.error(at: start, found: "'*' again", expected: "'*' once")
            }
            items.append(next)
        }
        return Selection(items: items)
    }

    /// Whether a token behind `VALUE` or `CASE` begins a value, so that the word is no attribute.
    func beginsValue(_ token: Token) -> Bool {
        switch token.kind {
        case .integer, .decimal, .text: return true
        case .word(let word):
            guard let keyword = Keyword(word) else { return true }
            return [.true, .false, .null, .not].contains(keyword)
        case .symbol(let symbol):
            // A star behind `value` multiplies, unless FROM follows it; see below.
            if symbol == .star { return starStandsAlone }
            return [.open, .openingBrace, .openingBracket, .at].contains(symbol)
        case .end: return false
        }
    }

    private var starStandsAlone: Bool {
        var ahead = lexer
        // proof: what cannot be cut into tokens is told when it is read in earnest.
        guard (try? ahead.next()) != nil, let next = try? ahead.next() else { return false }
        return next.isKeyword(.from) || next.isKeyword(.where) || next.kind == .end || next.kind == .symbol(.close)
    }

    private mutating func item() throws(RuleError) -> SelectItem {
        if token.kind == .symbol(.star) {
            try advance()
            return .everything
        }
        let start = token
        let value = try expression()
        if try accept(.as) {
            guard case .word(let name) = token.kind else { throw unexpected("a name") }
            try advance()
            return .value(value, name: name)
        }
        guard let name = value.impliedName else {
            guard token.isKeyword(.from) || token.kind == .symbol(.comma) else {
                throw unexpected("an operator, ',', AS or FROM")
            }
            throw lexer.source.error(
                at: start.start,
                found: "a value without a name",
                expected: "'\(value)' AS a name",
                hint: "only attributes and functions have names of their own"
            )
        }
        return .value(value, name: name)
    }

    private mutating func topicFilter() throws(RuleError) -> TopicFilter {
        guard case .text(let text) = token.kind, lexer.source.bytes[token.start] == UInt8(ascii: "'") else {
            throw unexpected("a topic filter in single quotes", hint: "for instance 'dev/+/telemetry' or 'dev/#'")
        }
        let filter: TopicFilter
        do {
            filter = try TopicFilter(validating: text)
        } catch {
            throw lexer.source.error(
                at: token.start,
                found: lexer.source.excerpt(from: token.start, to: token.end),
                expected: "a topic filter",
                hint: error.reason
            )
        }
        try advance()
        return filter
    }
}
