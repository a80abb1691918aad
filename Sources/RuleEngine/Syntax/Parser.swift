/// Reads statements and expressions by recursive descent.
struct Parser {
    /// Where tokens come from.
    private(set) var lexer: Lexer
    /// The token that is looked at.
    private(set) var token: Token
    /// How many brackets, signs and calls are open.
    var nesting = 0

    /// Creates a parser that starts at an offset.
    ///
    /// - Throws: ``RuleError`` if the first token is none.
    init(_ source: SourceText, from offset: Int = 0) throws(RuleError) {
        lexer = Lexer(source, from: offset)
        token = try lexer.next()
    }

    /// Reads a whole statement.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    static func statement(_ sql: String) throws(RuleError) -> Statement {
        var parser = try Parser(try SourceText(sql, part: "sql"))
        return try parser.statement()
    }

    /// Reads the next token.
    ///
    /// - Throws: ``RuleError`` if there is none at that place.
    mutating func advance() throws(RuleError) {
        token = try lexer.next()
    }

    /// Passes a symbol if it is there.
    ///
    /// - Throws: ``RuleError`` if what follows is no token.
    mutating func accept(_ symbol: Token.Symbol) throws(RuleError) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        try advance()
        return true
    }

    /// Passes a keyword if it is there.
    ///
    /// - Throws: ``RuleError`` if what follows is no token.
    mutating func accept(_ keyword: Keyword) throws(RuleError) -> Bool {
        guard token.isKeyword(keyword) else { return false }
        try advance()
        return true
    }

    /// Describes the token that is looked at as a fault.
    func unexpected(_ expected: String, hint: String? = nil) -> RuleError {
        let found =
            token.kind == .end
            ? "the end" : lexer.source.excerpt(from: token.start, to: token.end)
        return lexer.source.error(
            at: token.start,
            found: found,
            expected: expected,
            hint: hint ?? UnsupportedWord.hint(for: token)
        )
    }

    private mutating func statement() throws(RuleError) -> Statement {
        guard try accept(.select) else {
            throw unexpected("SELECT", hint: "a rule reads SELECT … FROM 'topic/filter' WHERE …")
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
        guard try accept(.from) else { throw unexpected("',', AS or FROM") }
        let filter = try topicFilter()
        var condition: Expression?
        if try accept(.where) { condition = try expression() }
        guard token.kind == .end else {
            throw unexpected(condition == nil ? "WHERE or the end" : "AND, OR, an operator or the end")
        }
        return Statement(items: items, filter: filter, condition: condition)
    }

    private mutating func item() throws(RuleError) -> SelectItem {
        if try accept(.star) { return .everything }
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
        guard case .text(let text) = token.kind else {
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

/// Words of other SQL dialects that people try here.
private enum UnsupportedWord {
    static func hint(for token: Token) -> String? {
        guard case .word(let word) = token.kind else { return nil }
        return switch word.uppercased() {
        case "IN": "write a = 1 OR a = 2 in place of IN"
        case "BETWEEN": "write a >= 1 AND a <= 2 in place of BETWEEN"
        case "IS": "write isNull(a) or isUndefined(a) in place of IS"
        case "LIKE": "LIKE is not part of this dialect"
        case "CASE": "CASE is not part of this dialect"
        case "GROUP", "HAVING", "ORDER", "LIMIT", "JOIN": "a rule looks at one message at a time"
        default: nil
        }
    }
}
