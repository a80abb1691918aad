/// Splitting of a composite alarm's expression into words and signs.
struct CompositeLexer {
    /// One word or sign.
    struct Token: Hashable, Sendable {
        /// What it is.
        enum Kind: Hashable, Sendable {
            /// A word without quotation marks.
            case word(String)
            /// A text in quotation marks.
            case quoted(String)
            /// `(`.
            case opening
            /// `)`.
            case closing
            /// The end of the expression.
            case end
        }

        /// What it is.
        var kind: Kind
        /// Where it begins, in bytes from the start.
        var offset: Int

        /// The token as it is told in an error.
        var description: String {
            switch kind {
            case .word(let text): "'\(text.prefix(40))'"
            case .quoted(let text): "\"\(text.prefix(40))\""
            case .opening: "'('"
            case .closing: "')'"
            case .end: "the end"
            }
        }
    }

    private let bytes: [UInt8]
    private var position = 0

    /// Creates a lexer.
    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Reads the next token.
    ///
    /// - Throws: ``MetricAlarmError`` if a sign is not known or a quotation mark is not closed.
    mutating func next() throws(MetricAlarmError) -> Token {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        let start = position
        guard position < bytes.count else { return Token(kind: .end, offset: start) }
        switch bytes[position] {
        case UInt8(ascii: "("):
            position += 1
            return Token(kind: .opening, offset: start)
        case UInt8(ascii: ")"):
            position += 1
            return Token(kind: .closing, offset: start)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return try quoted(from: start)
        default:
            while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
            guard position > start else {
                throw failure(at: start, found: "'\(sign(at: start))'", expected: "a condition, AND, OR or NOT")
            }
            return Token(kind: .word(String(decoding: bytes[start..<position], as: UTF8.self)), offset: start)
        }
    }

    private mutating func quoted(from start: Int) throws(MetricAlarmError) -> Token {
        let mark = bytes[start]
        position += 1
        while position < bytes.count, bytes[position] != mark { position += 1 }
        guard position < bytes.count else {
            throw failure(
                at: start,
                found: "a quotation mark that is not closed",
                expected: "a name in quotation marks"
            )
        }
        let text = String(decoding: bytes[(start + 1)..<position], as: UTF8.self)
        position += 1
        return Token(kind: .quoted(text), offset: start)
    }

    /// The error at a place of the expression.
    func failure(at offset: Int, found: String, expected: String) -> MetricAlarmError {
        let before = bytes.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = String(decoding: bytes[lineStart..<min(offset, bytes.count)], as: UTF8.self).unicodeScalars.count
        return MetricAlarmError(
            path: "expression",
            found: "\(found) at line \(line), column \(column + 1)",
            expected: expected
        )
    }

    private func sign(at offset: Int) -> Character {
        String(decoding: bytes[offset...].prefix(8), as: UTF8.self).first ?? "?"
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"), UInt8(ascii: "@"):
            true
        default: false
        }
    }
}
