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
        let evidence = evidence(in: words)
        var matches: [IntentMatch] = []
        for (index, intent) in IntentPhrases.all.map(\.intent).enumerated() {
            let confidence = evidence[index].confidence(words: words.count)
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

    /// What speaks for one intent.
    private struct Evidence {
        /// The best phrase's weight.
        var best = 0.0
        /// The positions of the words that phrases of the intent explain.
        var covered: Set<Int> = []

        /// Returns how sure the intent is in a text of some words.
        func confidence(words: Int) -> Double {
            guard best > 0 else { return 0 }
            return max(0, min(1, best) - min(0.25, 0.015 * Double(words - covered.count)))
        }
    }

    /// Returns what speaks for each intent, in the order of the table.
    private func evidence(in words: [String]) -> [Evidence] {
        var evidence = [Evidence](repeating: Evidence(), count: IntentPhrases.all.count)
        for start in words.indices {
            for (intent, phrase) in IntentPhrases.byFirstWord[words[start]] ?? [] {
                // A letter is an answer only on its own: "n" is no, but not in "50 % n".
                if words.count > 1, phrase.words.count == 1, words[start].utf8.count == 1 { continue }
                guard let end = Self.match(phrase.words[...], in: words, from: start) else { continue }
                let weight = phrase.weight + 0.01 * Double(min(end - start, 4) - 1)
                evidence[intent].best = max(evidence[intent].best, weight)
                evidence[intent].covered.formUnion(start..<end)
            }
        }
        return evidence
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
