/// Splits texts into words, numbers and signs.
enum Tokenizer {
    /// The longest text that is read, in characters; the rest of a longer one is ignored.
    static let maximumLength = 1_024

    /// Returns the tokens of a text in lower case, without spaces.
    static func tokens(of text: String) -> [Token] {
        let characters = text.prefix(maximumLength).lowercased().map(plain)
        var tokens: [Token] = []
        var index = 0
        var followsSpace = true
        while index < characters.count {
            guard !characters[index].isWhitespace else {
                followsSpace = true
                index += 1
                continue
            }
            let end = endOfToken(in: characters, from: index)
            tokens.append(token(characters, index..<end, followsSpace: followsSpace))
            index = end
            followsSpace = false
        }
        return tokens
    }

    private static func plain(_ character: Character) -> Character {
        switch character {
        case "\u{2019}", "\u{2018}", "\u{00B4}", "`": "'"
        case "\u{2013}", "\u{2014}", "\u{2212}": "-"
        default: character
        }
    }

    private static func endOfToken(in characters: [Character], from start: Int) -> Int {
        var end = start + 1
        if characters[start].isASCIIDigit {
            while end < characters.count, characters[end].isASCIIDigit { end += 1 }
            let suffix = String(characters[end..<min(end + 2, characters.count)])
            let isFinal = end + 2 >= characters.count || !characters[end + 2].isLetter
            return ["st", "nd", "rd", "th"].contains(suffix) && isFinal ? end + 2 : end
        }
        guard characters[start].isLetter else { return end }
        while end < characters.count {
            let isInner = characters[end] == "'" && end + 1 < characters.count && characters[end + 1].isLetter
            guard characters[end].isLetter || isInner else { break }
            end += 1
        }
        return end
    }

    private static func token(_ characters: [Character], _ range: Range<Int>, followsSpace: Bool) -> Token {
        let text = String(characters[range])
        let digits = text.prefix { $0.isASCIIDigit }
        let kind: Token.Kind
        if !digits.isEmpty, digits.count <= 9, let value = Int(digits) {
            kind = .number(value: value, digits: digits.count, isOrdinal: digits.count < text.count)
        } else {
            kind = characters[range.lowerBound].isLetter ? .word : .sign
        }
        return Token(kind: kind, text: text, followsSpace: followsSpace, range: range)
    }
}

extension Character {
    /// Whether the character is one of `0` to `9`.
    var isASCIIDigit: Bool { isASCII && isNumber }
}
