import MonitoringModel
import RuleEngine

/// What a statement makes of one message, without doing anything.
struct RuleTrial {
    /// The explanation.
    let explanation: RuleExplanation

    /// Tries a rule on a message that arrives now.
    ///
    /// - Throws: `RuleError` with line, column and a hint if the rule has a fault.
    init(_ rule: Rule, topic: String, payload: JSONValue, now: Instant) throws(RuleError) {
        let rule = try CompiledRule(rule)
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        let message = Telemetry(
            topic: topic,
            device: levels.count == 3 && levels[0] == "devices" ? DeviceID(String(levels[1])) : nil,
            document: payload,
            observedAt: now,
            receivedAt: now
        )
        explanation = rule.explain(message, at: now)
    }

    /// The trial as a document.
    var document: JSONValue {
        let clauses = explanation.clauses.map { clause in
            JSONValue(object: [
                "text": .string(clause.text), "depth": .integer(Int64(clause.depth)),
                "value": clause.value ?? .null, "undefined": .bool(clause.isUndefined),
            ])
        }
        return JSONValue(object: [
            "verdict": .string(explanation.verdict.rawValue),
            "result": explanation.result ?? .null,
            "clauses": .array(clauses),
        ])
    }
}
