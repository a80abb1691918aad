extension Parser {
    /// Reads the clauses of our own that follow `WHERE`.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    mutating func streamClauses() throws(RuleError) -> StreamClauses {
        var clauses = StreamClauses()
        if token.isWord(.group) {
            try advance()
            guard try accept(.by) else { throw unexpected("BY") }
            repeat {
                guard clauses.keys.count < RuleLimits.groupKeys else {
                    throw unexpected("at most \(RuleLimits.groupKeys) keys")
                }
                clauses.keys.append(try plainExpression("GROUP BY"))
            } while try accept(.comma)
        }
        if try accept(.window) { clauses.window = try window() }
        if try accept(.lateness) { clauses.lateness = try duration() }
        if try accept(.having) { clauses.having = try expression() }
        if try accept(.until) { clauses.until = try expression() }
        if try accept(.for) { clauses.holding = try duration() }
        if try accept(.absent) {
            guard try accept(.for) else { throw unexpected("FOR", hint: "write ABSENT FOR '10 minutes'") }
            clauses.absence = try duration()
        }
        if try accept(.on) {
            guard case .word(let word) = token.kind, let edge = StreamClauses.Edge(rawValue: word.uppercased()) else {
                throw unexpected("RISING, FALLING, CHANGE or LEVEL")
            }
            clauses.edge = edge
            try advance()
        }
        return clauses
    }

    private mutating func plainExpression(_ clause: String) throws(RuleError) -> Expression {
        allowsStreams = false
        defer { allowsStreams = true }
        return try expression()
    }

    private mutating func window() throws(RuleError) -> StreamClauses.Window {
        guard case .word(let kind) = token.kind else {
            throw unexpected("TUMBLING, HOPPING, SLIDING, SESSION or COUNT")
        }
        let start = token
        try advance()
        switch kind.uppercased() {
        case "TUMBLING": return .tumbling(try duration())
        case "HOPPING":
            let length = try duration()
            guard try accept(.every) else { throw unexpected("EVERY", hint: "HOPPING '5 minutes' EVERY '1 minute'") }
            let step = try duration()
            guard step <= length, (length + step - 1) / step <= RuleLimits.openWindows else {
                throw lexer.source.error(
                    at: start.start,
                    found: "windows of \(DurationText.text(length)) every \(DurationText.text(step))",
                    expected: "a distance of at most the length and at least 1/\(RuleLimits.openWindows) of it"
                )
            }
            return .hopping(length, every: step)
        case "SLIDING": return .sliding(try duration())
        case "SESSION":
            let gap = try duration()
            let longest = try accept(.maximum) ? try duration() : max(gap, RuleLimits.sessionLength)
            return .session(gap: gap, maximum: longest)
        case "COUNT":
            let length = try messages()
            return .count(length, every: try accept(.every) ? try messages(atMost: length) : length)
        default:
            throw lexer.source.error(
                at: start.start,
                found: lexer.source.excerpt(from: start.start, to: start.end),
                expected: "TUMBLING, HOPPING, SLIDING, SESSION or COUNT"
            )
        }
    }

    private mutating func messages(atMost limit: Int64 = RuleLimits.windowMessages) throws(RuleError) -> Int64 {
        guard case .integer(let number) = token.kind, (1...limit).contains(number) else {
            throw unexpected("a number of messages from 1 to \(limit)")
        }
        try advance()
        return number
    }

    private mutating func duration() throws(RuleError) -> Int64 {
        guard case .text(let text) = token.kind, let milliseconds = DurationText.milliseconds(text) else {
            throw unexpected("a duration of up to 366 days in quotes", hint: "for instance '10 minutes' or '90 s'")
        }
        try advance()
        return milliseconds
    }

    /// Checks that the clauses of a statement go together.
    ///
    /// - Throws: ``RuleError`` that says which do not.
    func check(_ statement: Statement) throws(RuleError) {
        let stream = statement.stream
        func fault(_ found: String, _ expected: String, at place: Int = 0, hint: String? = nil) -> RuleError {
            lexer.source.error(at: place, found: found, expected: expected, hint: hint)
        }
        if let place = lastAggregate, stream.window == nil {
            throw fault("an aggregate", "WINDOW behind the condition", at: place, hint: "WINDOW TUMBLING '1 minute'")
        }
        if stream.window == nil, stream.having != nil || stream.lateness != nil {
            throw fault("HAVING or LATENESS", "WINDOW before it")
        }
        if stream.window != nil {
            if let place = firstLookBack {
                throw fault("a function that looks back", "no WINDOW with it", at: place)
            }
            if statement.selection.items.contains(.everything) {
                throw fault("SELECT * with WINDOW", "named values", hint: "name what is to be selected of a window")
            }
            if stream.until != nil || stream.holding != nil || stream.absence != nil {
                throw fault("WINDOW with UNTIL, FOR or ABSENT FOR", "one of them", hint: "write two rules")
            }
        }
        if stream.absence != nil, stream.until != nil || stream.holding != nil {
            throw fault("ABSENT FOR with UNTIL or FOR", "one of them", hint: "write two rules")
        }
        if stream.until != nil, statement.condition == nil {
            throw fault("UNTIL without WHERE", "WHERE before it")
        }
    }
}
