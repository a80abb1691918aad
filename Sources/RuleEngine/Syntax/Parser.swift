/// Reads statements and expressions by recursive descent.
struct Parser {
    /// Where tokens come from.
    private(set) var lexer: Lexer
    /// The token that is looked at.
    private(set) var token: Token
    /// The version of the dialect.
    let version: SQLVersion
    /// How many brackets, signs and calls are open.
    var nesting = 0
    /// The variables that may be used.
    var variables: [String] = []
    /// Where the functions that look at several messages may stand.
    var allowsStreams = false
    /// The place of the last aggregate, if there is one.
    var lastAggregate: Int?
    /// The place of the first function that looks back, if there is one.
    var firstLookBack: Int?
    /// How often a table is asked; a statement may do so once.
    var tableLookups = 0
    /// The place behind the last token that was passed.
    private(set) var previousEnd = 0

    /// Creates a parser that starts at an offset.
    ///
    /// - Throws: ``RuleError`` if the first token is none.
    init(
        _ source: SourceText,
        from offset: Int = 0,
        version: SQLVersion = .v2016,
        variables: [String] = []
    ) throws(RuleError) {
        lexer = Lexer(source, from: offset)
        token = try lexer.next()
        self.version = version
        self.variables = variables
    }

    /// Reads a whole statement.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    static func statement(_ sql: String, version: SQLVersion = .v2016) throws(RuleError) -> Statement {
        var parser = try Parser(try SourceText(sql, part: "sql"), version: version)
        return try parser.statement()
    }

    /// Reads the next token.
    ///
    /// - Throws: ``RuleError`` if there is none at that place.
    mutating func advance() throws(RuleError) {
        previousEnd = token.end
        token = try lexer.next()
    }

    /// The token behind the one that is looked at.
    ///
    /// - Throws: ``RuleError`` if there is none at that place.
    func following() throws(RuleError) -> Token {
        var ahead = lexer
        return try ahead.next()
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

    /// Passes a word that has a meaning at this place if it is there.
    ///
    /// - Throws: ``RuleError`` if what follows is no token.
    mutating func accept(_ word: ContextualWord) throws(RuleError) -> Bool {
        guard token.isWord(word) else { return false }
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
}

/// Words of other SQL dialects that people try here.
private enum UnsupportedWord {
    static func hint(for token: Token) -> String? {
        guard case .word(let word) = token.kind else { return nil }
        return switch word.uppercased() {
        case "IN": "write a = 1 OR a = 2 in place of IN"
        case "BETWEEN": "write a >= 1 AND a <= 2 in place of BETWEEN"
        case "IS": "write isNull(a) or isUndefined(a) in place of IS"
        case "LIKE": "LIKE is not part of this dialect; use startswith, endswith, indexof or regexp_matches"
        case "ORDER", "LIMIT", "JOIN", "UNION", "DISTINCT": "a rule looks at one stream of messages"
        default: nil
        }
    }
}
