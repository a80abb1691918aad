public import MonitoringModel

/// Reads English dates, times and stretches of time.
///
/// Times are meant in one time zone and, where the words leave it open, in the future: "Tuesday" is the
/// next one, "at ten" the next ten o'clock. "Next Tuesday" is that of the next week, which begins on
/// Monday. What is not understood gives `nil`, never a guess.
public struct TimeExpressionParser: Sendable {
    /// The greatest number of words and signs that are looked at.
    public static let maximumTokens = 256
    /// The greatest number of times that are found in one text.
    public static let maximumExpressions = 8

    /// The calendar of the time zone.
    public let calendar: LocalCalendar

    /// Creates a parser for an IANA time zone, or returns `nil` if the zone is unknown.
    public init?(timeZone identifier: String) {
        guard let calendar = LocalCalendar(timeZone: identifier) else { return nil }
        self.calendar = calendar
    }

    /// Creates a parser for a calendar.
    public init(calendar: LocalCalendar) {
        self.calendar = calendar
    }

    /// Reads a text that is an expression of time and nothing else.
    ///
    /// - Parameters:
    ///   - text: The text, such as "tomorrow at 10"; only the first 1,024 characters are read.
    ///   - now: The time at which it was said.
    ///   - isExpectingTime: Whether a time was asked for, so that "10" is an hour.
    /// - Returns: What it means, or `nil` if a part of it is not understood.
    public func parse(
        _ text: String,
        relativeTo now: Instant,
        isExpectingTime: Bool = false
    ) -> TimeExpression? {
        let grammar = grammar(for: text, now: now, isExpectingTime: isExpectingTime)
        guard let match = grammar.expression(at: 0) else { return nil }
        var end = match.next
        while grammar.isOne(of: ["please", ".", "?", "!", ")", ","], at: end) { end += 1 }
        guard end == grammar.tokens.count else { return nil }
        return resolve(match, from: 0, in: grammar, text: text)
    }

    /// Finds the expressions of time in a sentence, from left to right.
    ///
    /// - Parameters:
    ///   - text: The sentence, such as "no, Friday afternoon would be better".
    ///   - now: The time at which it was said.
    ///   - isExpectingTime: Whether a time was asked for, so that "10" is an hour.
    /// - Returns: At most eight expressions that do not overlap.
    public func expressions(
        in text: String,
        relativeTo now: Instant,
        isExpectingTime: Bool = false
    ) -> [TimeExpression] {
        let grammar = grammar(for: text, now: now, isExpectingTime: isExpectingTime)
        var found: [TimeExpression] = []
        var index = 0
        while index < grammar.tokens.count, found.count < Self.maximumExpressions {
            if !grammar.isOne(of: [",", "-"], at: index), let match = grammar.expression(at: index),
                let expression = resolve(match, from: index, in: grammar, text: text)
            {
                found.append(expression)
                index = match.next
            } else {
                index += 1
            }
        }
        return found
    }

    private func grammar(for text: String, now: Instant, isExpectingTime: Bool) -> TimeGrammar {
        let tokens = Tokenizer.tokens(of: text).prefix(Self.maximumTokens)
        return TimeGrammar(tokens: Array(tokens), calendar: calendar, now: now, isExpectingTime: isExpectingTime)
    }

    private func resolve(
        _ match: TimeGrammar.Match<TimeDraft>,
        from index: Int,
        in grammar: TimeGrammar,
        text: String
    ) -> TimeExpression? {
        let lower = grammar.tokens[index].range.lowerBound
        let upper = grammar.tokens[match.next - 1].range.upperBound
        let words = String(text.lowercased().dropFirst(lower).prefix(upper - lower))
        let expression = TimeResolution(calendar: calendar, now: grammar.now).resolve(match.value, text: words)
        // At the ends of the time line a stretch can come out empty.
        return expression.flatMap { $0.start < $0.end ? $0 : nil }
    }
}
