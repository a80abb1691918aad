/// The text of a statement or template, with its place in the rule's document for errors.
struct SourceText: Sendable {
    /// The text as UTF-8.
    let bytes: [UInt8]
    /// The part of the rule's document, such as `sql`.
    let part: String

    /// Takes a text.
    ///
    /// - Throws: ``RuleError`` if it is longer than ``RuleLimits/statementBytes``.
    init(_ text: String, part: String) throws(RuleError) {
        guard text.utf8.count <= RuleLimits.statementBytes else {
            throw RuleError(
                part: part,
                found: "\(text.utf8.count) bytes",
                expected: "at most \(RuleLimits.statementBytes)",
                hint: "split the rule"
            )
        }
        bytes = Array(text.utf8)
        self.part = part
    }

    /// Describes a fault at a byte offset.
    func error(at offset: Int, found: String, expected: String, hint: String? = nil) -> RuleError {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return RuleError(part: part, line: line, column: column, found: found, expected: expected, hint: hint)
    }

    /// The text between two byte offsets, shortened for an error.
    func excerpt(from start: Int, to end: Int) -> String {
        let text = String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
        return text.count <= 40 ? "'\(text)'" : "'\(text.prefix(40))…'"
    }
}
