public import MonitoringModel

/// What was understood of an utterance.
public struct Understanding: Hashable, Codable, Sendable {
    /// The intents, the surest first; never empty.
    public var intents: [IntentMatch]
    /// The times that were named, from left to right, without those that were refused.
    public var times: [TimeExpression]
    /// The times that were named as not suiting, such as "tomorrow" in "I can't tomorrow".
    public var refusedTimes: [TimeExpression]

    /// Creates an understanding; without intents nothing was understood.
    public init(intents: [IntentMatch], times: [TimeExpression], refusedTimes: [TimeExpression]) {
        self.intents = intents
        self.times = times
        self.refusedTimes = refusedTimes
    }

    /// The surest intent.
    public var intent: Intent { intents.first?.intent ?? .fallback }

    /// Returns whether an intent is among those recognised.
    public func has(_ intent: Intent) -> Bool { intents.contains { $0.intent == intent } }
}

/// Reads utterances: what is wanted, and which times are named.
public struct UtteranceReader: Sendable {
    /// The parser of times.
    public let times: TimeExpressionParser
    private let recognizer = IntentRecognizer()

    /// Creates a reader for a person's IANA time zone, or returns `nil` if the zone is unknown.
    public init?(timeZone identifier: String) {
        guard let times = TimeExpressionParser(timeZone: identifier) else { return nil }
        self.times = times
    }

    /// Reads an utterance.
    ///
    /// - Parameters:
    ///   - text: The words; only the first 1,024 characters are read.
    ///   - now: When they were said.
    ///   - isExpectingTime: Whether a time was asked for, so that "10" is an hour.
    /// - Returns: What was understood.
    public func read(_ text: String, at now: Instant, isExpectingTime: Bool = false) -> Understanding {
        let found = times.expressions(in: text, relativeTo: now, isExpectingTime: isExpectingTime)
            .filter { !Self.isIdle($0) }
        let words = text.prefix(Tokenizer.maximumLength).lowercased()
        let refused = found.filter { Self.isRefused($0, in: words) }
        return Understanding(
            intents: recognizer.recognize(text),
            times: found.filter { !refused.contains($0) },
            refusedTimes: refused
        )
    }

    /// Returns whether an expression says nothing about when something should take place.
    private static func isIdle(_ time: TimeExpression) -> Bool {
        ["now", "right now", "just now", "immediately", "at the moment"].contains(time.text)
    }

    /// Returns whether the words right around a time refuse it: "not tomorrow", "Friday doesn't work".
    private static func isRefused(_ time: TimeExpression, in words: String) -> Bool {
        let plain = words.replacing("\u{2019}", with: "'")
        guard let range = plain.firstRange(of: time.text) else { return false }
        let before = plain[..<range.lowerBound].split(whereSeparator: { ",.;!?".contains($0) }).last ?? ""
        let after = plain[range.upperBound...].split(whereSeparator: { ",.;!?".contains($0) }).first ?? ""
        let isSameClause = plain[..<range.lowerBound].last.map { !",.;!?".contains($0) } ?? false
        let refusals: Set<Substring> = ["not", "can't", "cannot", "don't", "except", "won't", "couldn't"]
        if isSameClause, before.split(separator: " ").suffix(5).contains(where: refusals.contains) { return true }
        let follows = plain[range.upperBound...].first.map { !",.;!?".contains($0) } ?? false
        let verbs: Set<Substring> = ["doesn't", "won't", "isn't", "not", "can't"]
        return follows && after.split(separator: " ").prefix(3).contains(where: verbs.contains)
    }
}
