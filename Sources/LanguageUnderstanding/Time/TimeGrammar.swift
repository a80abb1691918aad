import MonitoringModel

/// The grammar of English expressions of time, over the tokens of one text.
///
/// Every rule is a function of a position that returns what it read and the position after it, or `nil`
/// if it does not apply; rules never look further than the text.
struct TimeGrammar {
    /// What a rule has read.
    struct Match<Value> {
        /// The meaning.
        var value: Value
        /// The position after it.
        var next: Int
    }

    /// The tokens of the text.
    let tokens: [Token]
    /// The calendar in which days are meant.
    let calendar: LocalCalendar
    /// The time at which the text was said.
    let now: Instant
    /// Whether a time was asked for, so that a number alone is an hour.
    let isExpectingTime: Bool
    /// The local day on which the text was said.
    let today: CalendarDay

    /// Creates the grammar for a text.
    init(tokens: [Token], calendar: LocalCalendar, now: Instant, isExpectingTime: Bool) {
        self.tokens = tokens
        self.calendar = calendar
        self.now = now
        self.isExpectingTime = isExpectingTime
        self.today = calendar.day(of: now)
    }

    /// Returns the text of the token at a position, or an empty text beyond the end.
    func text(_ index: Int) -> String {
        tokens.indices.contains(index) ? tokens[index].text : ""
    }

    /// Returns whether the token at a position is one of some words.
    func isOne(of words: Set<String>, at index: Int) -> Bool {
        tokens.indices.contains(index) && words.contains(tokens[index].text)
    }

    /// Returns the position after a word if it stands there, else the position itself.
    func skip(_ words: Set<String>, at index: Int) -> Int {
        isOne(of: words, at: index) ? index + 1 : index
    }

    /// Returns the position after some words in this order, or `nil` if they do not stand there.
    func sequence(_ words: [String], at index: Int) -> Int? {
        for (offset, word) in words.enumerated() where text(index + offset) != word { return nil }
        return index + words.count
    }

    /// A number, in digits or words.
    struct NumberToken {
        /// The value.
        var value: Int
        /// The number of digits; `0` if it was written in words.
        var digits: Int
        /// Whether it is an ordinal.
        var isOrdinal: Bool
    }

    /// Reads a number of digits.
    func digits(at index: Int) -> NumberToken? {
        guard tokens.indices.contains(index) else { return nil }
        guard case .number(let value, let digits, let isOrdinal) = tokens[index].kind else { return nil }
        return NumberToken(value: value, digits: digits, isOrdinal: isOrdinal)
    }

    /// Reads a number in digits or words up to ninety-nine, or an ordinal up to ninety-ninth.
    func number(at index: Int) -> Match<NumberToken>? {
        if let digits = digits(at: index) { return Match(value: digits, next: index + 1) }
        let word = text(index)
        if let value = NumberWords.units[word] {
            return Match(value: NumberToken(value: value, digits: 0, isOrdinal: false), next: index + 1)
        }
        if let value = NumberWords.ordinals[word] {
            return Match(value: NumberToken(value: value, digits: 0, isOrdinal: true), next: index + 1)
        }
        guard let tens = NumberWords.tens[word] else { return nil }
        let unitIndex = text(index + 1) == "-" ? index + 2 : index + 1
        for (table, isOrdinal) in [(NumberWords.units, false), (NumberWords.ordinals, true)] {
            guard let unit = table[text(unitIndex)], (1...9).contains(unit) else { continue }
            let number = NumberToken(value: tens + unit, digits: 0, isOrdinal: isOrdinal)
            return Match(value: number, next: unitIndex + 1)
        }
        return Match(value: NumberToken(value: tens, digits: 0, isOrdinal: false), next: index + 1)
    }
}
