/// Recognises what an utterance wants by the phrases in it.
///
/// The score of an intent is that of its best phrase, a little less for every word that the phrases of
/// the intent leave unexplained; the same text always gives the same answer.
public struct IntentRecognizer: Sendable {
    /// The least confidence with which an intent is reported.
    public static let threshold = 0.4
    /// The greatest number of intents that are reported.
    public static let maximumMatches = 5

    /// Creates a recogniser for English.
    public init() {}

    /// Returns the intents of a text, the surest first; only `fallback` if there is none.
    public func recognize(_ text: String) -> [IntentMatch] {
        let words = Self.words(of: text)
        guard !words.isEmpty else { return [IntentMatch(intent: .fallback, confidence: 1)] }
        var matches: [IntentMatch] = []
        for (intent, phrases) in IntentPhrases.all {
            let confidence = confidence(of: phrases, in: words)
            if confidence >= Self.threshold { matches.append(IntentMatch(intent: intent, confidence: confidence)) }
        }
        guard !matches.isEmpty else { return [IntentMatch(intent: .fallback, confidence: 1)] }
        let ranked = matches.enumerated()
            .sorted { lhs, rhs in
                lhs.element.confidence != rhs.element.confidence
                    ? lhs.element.confidence > rhs.element.confidence : lhs.offset < rhs.offset
            }
        return Array(ranked.map(\.element).prefix(Self.maximumMatches))
    }

    /// What follows "no" when it does not mean no.
    private static let agreements: Set<String> = ["problem", "worries", "objection", "objections"]

    private static func words(of text: String) -> [String] {
        let tokens = Tokenizer.tokens(of: text).prefix(TimeExpressionParser.maximumTokens)
        let marks: Set<String> = [".", ",", "!", ";", ":", "-", "\"", "(", ")"]
        let words = tokens.map(\.text).filter { !marks.contains($0) }
        var plain: [String] = []
        for word in words {
            let isAgreement =
                (plain.last == "why" && word == "not") || (plain.last == "no" && agreements.contains(word))
            if isAgreement { plain[plain.count - 1] = "sure" } else { plain.append(word) }
        }
        return plain
    }

    private func confidence(of phrases: [IntentPhrases.Phrase], in words: [String]) -> Double {
        var best = 0.0
        var covered: Set<Int> = []
        for phrase in phrases {
            // A letter is an answer only on its own: "n" is no, but not in "50 % n".
            if words.count > 1, let only = phrase.words.first, phrase.words.count == 1, only.utf8.count == 1 { continue }
            for start in words.indices {
                guard let end = Self.match(phrase.words[...], in: words, from: start) else { continue }
                best = max(best, phrase.weight + 0.01 * Double(min(end - start, 4) - 1))
                covered.formUnion(start..<end)
            }
        }
        guard best > 0 else { return 0 }
        let unexplained = Double(words.count - covered.count)
        return max(0, min(1, best) - min(0.25, 0.015 * unexplained))
    }

    /// Returns the position after a phrase that begins at a position; `*` stands for up to two words.
    private static func match(_ phrase: ArraySlice<String>, in words: [String], from index: Int) -> Int? {
        guard let word = phrase.first else { return index }
        let rest = phrase.dropFirst()
        if word == "*" {
            for skipped in 0...2 where index + skipped <= words.count {
                if let end = match(rest, in: words, from: index + skipped) { return end }
            }
            return nil
        }
        guard words.indices.contains(index), words[index] == word else { return nil }
        return match(rest, in: words, from: index + 1)
    }
}
