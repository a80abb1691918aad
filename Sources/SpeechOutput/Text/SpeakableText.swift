/// Text as the engine may see it: bounded, without control characters, spaces joined.
struct SpeakableText: Hashable, Sendable {
    /// The longest text, in characters, before and after replacements.
    static let maximumLength = 2_000

    /// The text, not empty.
    let value: String

    /// Cleans a text.
    ///
    /// The engine is not told to read markup, so `<`, `>` and `&` are spoken or passed over; they are
    /// removed because some voices read them aloud. `[[` would begin phonemes only if asked for.
    init(_ text: String, lexicon: Lexicon) throws(SpeechError) {
        try Self.check(text)
        let replaced = lexicon.apply(to: text)
        try Self.check(replaced)
        let scalars = replaced.unicodeScalars.map { Self.isSpeakable($0) ? $0 : " " }
        var cleaned = String.UnicodeScalarView()
        cleaned.append(contentsOf: scalars)
        let value = String(cleaned).split(separator: " ").joined(separator: " ")
        guard value.contains(where: { $0.isLetter || $0.isNumber }) else { throw .emptyText }
        self.value = value
    }

    /// Scalars are counted as well: one character may carry any number of combining marks.
    private static func check(_ text: String) throws(SpeechError) {
        guard text.utf8.count <= 4 * maximumLength, text.count <= maximumLength else {
            throw .textTooLong(characters: text.count, limit: maximumLength)
        }
    }

    private static func isSpeakable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: !"<>&[]{}|\\^~`".unicodeScalars.contains(scalar)
        }
    }
}
