import MonitoringModel

/// Reading of a composite alarm's expression.
struct CompositeParser {
    private var lexer: CompositeLexer
    private var token: CompositeLexer.Token
    private var parts = 0

    /// Reads a whole expression.
    ///
    /// - Throws: ``MetricAlarmError`` with line and column of the first fault.
    static func parse(_ text: String) throws(MetricAlarmError) -> CompositeExpression {
        guard text.utf8.count <= MetricAlarmLimits.expressionBytes else {
            throw MetricAlarmError(
                path: "expression",
                found: "\(text.utf8.count) bytes",
                expected: "at most \(MetricAlarmLimits.expressionBytes)"
            )
        }
        var parser = try CompositeParser(CompositeLexer(text))
        let expression = try parser.disjunction(depth: 0)
        guard parser.token.kind == .end else { throw parser.unexpected("AND, OR or the end") }
        return expression
    }

    private init(_ lexer: CompositeLexer) throws(MetricAlarmError) {
        self.lexer = lexer
        token = try self.lexer.next()
    }

    private mutating func disjunction(depth: Int) throws(MetricAlarmError) -> CompositeExpression {
        var left = try conjunction(depth: depth)
        while try accept("OR") { left = .or(left, try conjunction(depth: depth)) }
        return left
    }

    private mutating func conjunction(depth: Int) throws(MetricAlarmError) -> CompositeExpression {
        var left = try negation(depth: depth)
        while try accept("AND") { left = .and(left, try negation(depth: depth)) }
        return left
    }

    private mutating func negation(depth: Int) throws(MetricAlarmError) -> CompositeExpression {
        guard depth < MetricAlarmLimits.expressionDepth else {
            throw lexer.failure(
                at: token.offset,
                found: "nesting deeper than \(MetricAlarmLimits.expressionDepth)",
                expected: "a flatter expression"
            )
        }
        if try accept("NOT") { return .not(try negation(depth: depth + 1)) }
        guard token.kind == .opening else { return try condition() }
        try advance()
        let inner = try disjunction(depth: depth + 1)
        try expectClosing()
        return inner
    }

    private mutating func condition() throws(MetricAlarmError) -> CompositeExpression {
        let expected = "ALARM(…), OK(…), INSUFFICIENT_DATA(…), TRUE, FALSE, NOT or '('"
        guard case .word(let word) = token.kind else { throw unexpected(expected) }
        let keyword = word.uppercased()
        if keyword == "TRUE" || keyword == "FALSE" {
            try countPart()
            try advance()
            return .constant(keyword == "TRUE")
        }
        guard let state = AlarmState(rawValue: keyword) else { throw unexpected(expected) }
        try countPart()
        try advance()
        guard token.kind == .opening else { throw unexpected("'(' and an alarm's name") }
        try advance()
        let alarm = try alarmName()
        try expectClosing()
        return .state(state, of: alarm)
    }

    private mutating func alarmName() throws(MetricAlarmError) -> AlarmID {
        let text: String
        switch token.kind {
        case .word(let word): text = word
        case .quoted(let word): text = word
        case .opening, .closing, .end: throw unexpected("an alarm's name")
        }
        guard let alarm = AlarmID(text) else {
            throw unexpected("an alarm's name of 1 to 128 letters, digits and -_.:@")
        }
        try advance()
        return alarm
    }

    private mutating func accept(_ keyword: String) throws(MetricAlarmError) -> Bool {
        guard case .word(let word) = token.kind, word.uppercased() == keyword else { return false }
        try countPart()
        try advance()
        return true
    }

    private mutating func expectClosing() throws(MetricAlarmError) {
        guard token.kind == .closing else { throw unexpected("')'") }
        try advance()
    }

    private mutating func advance() throws(MetricAlarmError) {
        token = try lexer.next()
    }

    private mutating func countPart() throws(MetricAlarmError) {
        parts += 1
        guard parts > MetricAlarmLimits.expressionParts else { return }
        throw lexer.failure(
            at: token.offset,
            found: "more than \(MetricAlarmLimits.expressionParts) conditions and operators",
            expected: "fewer; put some into a composite alarm of their own"
        )
    }

    private func unexpected(_ expected: String) -> MetricAlarmError {
        lexer.failure(at: token.offset, found: token.description, expected: expected)
    }
}

extension CompositeExpression {
    /// Reads an expression from text.
    ///
    /// - Throws: ``MetricAlarmError`` with line and column of the first fault.
    public init(parsing text: String) throws(MetricAlarmError) {
        self = try CompositeParser.parse(text)
    }
}
