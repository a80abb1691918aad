/// One word, value or sign of a statement.
struct Token: Hashable, Sendable {
    /// What sort of token it is.
    enum Kind: Hashable, Sendable {
        /// A keyword or a name.
        case word(String)
        /// A whole number that fits 64 bits.
        case integer(Int64)
        /// Any other number.
        case decimal(Double)
        /// A text in single or double quotes.
        case text(String)
        /// An operator or a punctuation mark.
        case symbol(Symbol)
        /// The end of the source.
        case end
    }

    /// The operators and punctuation marks.
    enum Symbol: String, Hashable, Sendable {
        /// `*`, everything or multiplication.
        case star = "*"
        /// `,`.
        case comma = ","
        /// `.`, between the names of a path.
        case dot = "."
        /// `(`.
        case open = "("
        /// `)`.
        case close = ")"
        /// `{`, the beginning of an object.
        case openingBrace = "{"
        /// `}`, the end of an object or of an expression in a template.
        case closingBrace = "}"
        /// `[`, the beginning of an array.
        case openingBracket = "["
        /// `]`, the end of an array.
        case closingBracket = "]"
        /// `:`, between a name and its value in an object.
        case colon = ":"
        /// `@`, before the name of a variable.
        case at = "@"
        /// `=`.
        case equal = "="
        /// `<>`.
        case notEqual = "<>"
        /// `<`.
        case less = "<"
        /// `<=`.
        case lessOrEqual = "<="
        /// `>`.
        case greater = ">"
        /// `>=`.
        case greaterOrEqual = ">="
        /// `+`.
        case plus = "+"
        /// `-`.
        case minus = "-"
        /// `/`.
        case slash = "/"
        /// `%`.
        case percent = "%"
    }

    /// What it is.
    var kind: Kind
    /// The offset of its first byte.
    var start: Int
    /// The offset behind its last byte.
    var end: Int

    /// Whether it is a word, in whatever case, that has a meaning only at this place.
    func isWord(_ name: ContextualWord) -> Bool {
        guard case .word(let word) = kind, word.utf8.count <= 9 else { return false }
        return word.uppercased() == name.rawValue
    }

    /// Whether it is a keyword, in whatever case.
    func isKeyword(_ keyword: Keyword) -> Bool {
        guard case .word(let word) = kind else { return false }
        return Keyword(word) == keyword
    }
}

/// The words that have a meaning of their own and are no attribute names.
enum Keyword: String, CaseIterable, Hashable, Sendable {
    /// Introduces what is selected.
    case select = "SELECT"
    /// Introduces the topic filter.
    case from = "FROM"
    /// Introduces the condition.
    case `where` = "WHERE"
    /// Introduces the name of an item.
    case `as` = "AS"
    /// Both hold.
    case and = "AND"
    /// One holds.
    case or = "OR"
    /// Does not hold.
    case not = "NOT"
    /// The Boolean true.
    case `true` = "TRUE"
    /// The Boolean false.
    case `false` = "FALSE"
    /// The null value.
    case null = "NULL"

    /// Returns the keyword that a word is, in whatever case.
    init?(_ word: String) {
        // The longest keyword has six letters; anything longer is a name and need not be folded.
        guard word.utf8.count <= 6, let keyword = Keyword(rawValue: word.uppercased()) else { return nil }
        self = keyword
    }
}
