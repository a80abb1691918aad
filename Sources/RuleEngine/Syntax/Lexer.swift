/// Cuts a source into tokens, one at a time.
struct Lexer {
    /// What is cut.
    let source: SourceText
    /// The offset of the next unread byte.
    private(set) var position: Int

    /// Creates a lexer that starts at an offset.
    init(_ source: SourceText, from position: Int = 0) {
        self.source = source
        self.position = position
    }

    /// Reads the next token; at the end of the source, and again after it, an end token.
    ///
    /// - Throws: ``RuleError`` at a character that begins no token, an open text or an impossible number.
    mutating func next() throws(RuleError) -> Token {
        while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
        let start = position
        guard let byte = peek() else { return Token(kind: .end, start: start, end: start) }
        let kind: Token.Kind
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): kind = .text(try text(quote: byte))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): kind = try number()
        case let byte where Self.beginsName(byte): kind = .word(name())
        default: kind = .symbol(try symbol(byte))
        }
        return Token(kind: kind, start: start, end: position)
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < source.bytes.count ? source.bytes[position + distance] : nil
    }

    private static func beginsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: byte >= 0x80
        }
    }

    private static func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    private mutating func name() -> String {
        let start = position
        while let byte = peek(), Self.beginsName(byte) || Self.isDigit(byte) { position += 1 }
        return String(decoding: source.bytes[start..<position], as: UTF8.self)
    }

    private mutating func text(quote: UInt8) throws(RuleError) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while let byte = peek() {
            position += 1
            guard byte == quote else {
                content.append(byte)
                continue
            }
            guard peek() == quote else { return String(decoding: content, as: UTF8.self) }
            content.append(byte)
            position += 1
        }
        throw source.error(
            at: start,
            found: "a text that does not end",
            expected: "a closing \(UnicodeScalar(quote))",
            hint: "write a quote within a text twice: ''"
        )
    }

    private mutating func number() throws(RuleError) -> Token.Kind {
        let start = position
        skipDigits()
        var isWhole = true
        if peek() == UInt8(ascii: "."), Self.isDigit(peek(1)) {
            isWhole = false
            position += 1
            skipDigits()
        }
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
            if Self.isDigit(peek(1 + sign)) {
                isWhole = false
                position += 1 + sign
                skipDigits()
            }
        }
        let digits = String(decoding: source.bytes[start..<position], as: UTF8.self)
        if let byte = peek(), Self.beginsName(byte) {
            position += 1
            throw source.error(
                at: start,
                found: source.excerpt(from: start, to: position),
                expected: "a number or a name",
                hint: "a name does not begin with a digit"
            )
        }
        if isWhole, let integer = Int64(digits) { return .integer(integer) }
        guard let decimal = Double(digits), decimal.isFinite else {
            throw source.error(at: start, found: "'\(digits.prefix(40))'", expected: "a number up to 1.7e308")
        }
        return .decimal(decimal)
    }

    private mutating func skipDigits() {
        while Self.isDigit(peek()) { position += 1 }
    }

    private mutating func symbol(_ byte: UInt8) throws(RuleError) -> Token.Symbol {
        let first = String(UnicodeScalar(byte))
        if let next = peek(1), let symbol = Token.Symbol(rawValue: first + String(UnicodeScalar(next))) {
            position += 2
            return symbol
        }
        guard let symbol = Token.Symbol(rawValue: first) else { throw strange(byte) }
        if symbol == .equal, peek(1) == UInt8(ascii: "=") { throw strange(byte) }
        position += 1
        return symbol
    }

    private func strange(_ byte: UInt8) -> RuleError {
        let hint: String? =
            switch byte {
            case UInt8(ascii: "!"): "write 'is not equal' as <>"
            case UInt8(ascii: "="): "write 'is equal' as ="
            case UInt8(ascii: "$"): "write $ only in templates, as ${expression}"
            case UInt8(ascii: ";"): "a rule is one statement without ;"
            default: nil
            }
        let found = byte == UInt8(ascii: "=") ? "'=='" : "'\(UnicodeScalar(byte).escaped(asASCII: true))'"
        return source.error(at: position, found: found, expected: "a name, a value or an operator", hint: hint)
    }
}
