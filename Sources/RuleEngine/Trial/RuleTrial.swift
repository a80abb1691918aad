public import MonitoringModel

/// Tries a statement on one message, without doing anything.
public enum RuleTrial {
    /// Returns what a statement makes of a payload, with the value of each part and which were Undefined.
    ///
    /// A payload that is no JSON is taken as bytes.
    ///
    /// - Throws: ``RuleError`` with line, column and a hint if the statement has a fault.
    public static func explain(
        sql: String,
        topic: String,
        payload: [UInt8],
        version: SQLVersion = .v2016,
        at now: Instant,
        context: MessageContext = MessageContext()
    ) throws(RuleError) -> RuleExplanation {
        guard let name = RuleID("trial") else {
            throw RuleError(part: "id", found: "'trial'", expected: "a name")
        }
        return try explain(
            Rule(id: name, sql: sql, version: version),
            topic: topic,
            payload: payload,
            at: now,
            context: context
        )
    }

    /// Returns what a whole rule makes of a payload, its actions in words among it.
    ///
    /// - Throws: ``RuleError`` like ``explain(sql:topic:payload:version:at:context:)``.
    public static func explain(
        _ rule: Rule,
        topic: String,
        payload: [UInt8],
        at now: Instant,
        context: MessageContext = MessageContext()
    ) throws(RuleError) -> RuleExplanation {
        let compiled = try CompiledRule(rule)
        var context = context
        var document = JSONValue.null
        do {
            document = try JSONParser.parse(payload)
        } catch {
            context.isBinary = true
        }
        context.payload = payload
        let message = Telemetry(topic: topic, device: nil, document: document, observedAt: now, receivedAt: now)
        return compiled.explain(message, at: now, context: context)
    }
}

extension RuleExplanation: CustomStringConvertible {
    /// The explanation for a person, one part a line, deeper parts indented.
    public var description: String {
        var lines = ["\(rule): \(verdict.rawValue)"]
        for clause in clauses + values {
            let indent = String(repeating: "  ", count: clause.depth + 1)
            let value = clause.value?.description ?? "Undefined"
            lines.append("\(clause.place.rawValue)\(indent)\(clause.text)  ->  \(value)")
        }
        if verdict != .otherTopic { lines.append("result: \(resultText)") }
        lines += streamClauses.map { "not looked at (needs more than one message): \($0)" }
        lines += actions.map { "action: \($0)" } + problems.map { "problem: \($0)" }
        return lines.joined(separator: "\n")
    }
}
