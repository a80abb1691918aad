/// A word, a number or a sign in a text.
struct Token: Hashable, Sendable {
    /// What a token is.
    enum Kind: Hashable, Sendable {
        /// Letters, with apostrophes inside.
        case word
        /// Decimal digits; an ordinal has `st`, `nd`, `rd` or `th` after them.
        case number(value: Int, digits: Int, isOrdinal: Bool)
        /// Any other character.
        case sign
    }

    /// What it is.
    let kind: Kind
    /// Its characters in lower case.
    let text: String
    /// Whether it follows a space or begins the text.
    let followsSpace: Bool
    /// Where it stands, in characters from the beginning of the text.
    let range: Range<Int>

    /// Whether it is a word.
    var isWord: Bool { kind == .word }
}
