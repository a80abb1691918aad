/// The rules of a set that can be applied to the bytes of payloads, for a look before anything is decoded.
public struct RawRuleSet: Sendable {
    private var rules: [RawRule?]
    private var index = TopicIndex()

    /// Prepares rules; those that need the document are known too and always count as possible.
    public init(_ compiled: [CompiledRule]) {
        rules = compiled.map { RawRule($0) }
        for (number, rule) in compiled.enumerated() { index.insert(rule.filter, number) }
    }

    /// Returns whether a rule might act on a message; if not, the rules need not see its document.
    ///
    /// Rules that report conditions must see the messages that end them: do not ask here while one holds.
    public mutating func mayAct(topic: String, payload: UnsafeRawBufferPointer) -> Bool {
        if BasicIngest.ruleName(in: topic) != nil { return true }
        for number in index.matches(topic) {
            switch rules[number]?.answer(payload) ?? .needsDocument {
            case .matches, .needsDocument: return true
            case .doesNotMatch, .undefined: continue
            }
        }
        return false
    }

    /// Hands what each matching rule selects of a payload to a closure, with the rule's number, and returns
    /// the numbers of the rules that need the document.
    public mutating func select(
        topic: String,
        payload: UnsafeRawBufferPointer,
        _ body: (Int, [UInt8]) -> Void
    ) -> [Int] {
        var remaining: [Int] = []
        for number in index.matches(topic) {
            guard let answer = rules[number]?.answer(payload), answer != .needsDocument else {
                remaining.append(number)
                continue
            }
            if answer == .matches, let selected = rules[number]?.selected(payload) { body(number, selected) }
        }
        return remaining
    }
}
