public import MonitoringModel

/// Why a rule matches a message, or does not.
public struct RuleExplanation: Hashable, Codable, Sendable {
    /// What came of it.
    public enum Verdict: String, Codable, Sendable {
        /// The topic is none of the rule's.
        case otherTopic = "other_topic"
        /// The condition holds.
        case matches
        /// The condition does not hold.
        case doesNotMatch = "does_not_match"
        /// The condition is Undefined, so the rule does nothing.
        case undefined
    }

    /// One part of the condition.
    public struct Clause: Hashable, Codable, Sendable {
        /// The part as it is written.
        public var text: String
        /// How deep it lies within the condition, from 0.
        public var depth: Int
        /// Its value; `nil` if it is Undefined.
        public var value: JSONValue?

        /// Whether it is Undefined.
        public var isUndefined: Bool { value == nil }
    }

    /// The rule.
    public var rule: RuleID
    /// What came of it.
    public var verdict: Verdict
    /// The condition and its parts, each before its own parts; at most ``RuleLimits/explainedClauses``.
    public var clauses: [Clause]
    /// What is selected; `nil` for another topic.
    public var result: JSONValue?
    /// What each action would do, in words, whether the rule matches or not.
    public var actions: [String]
}

extension CompiledRule {
    /// Explains what the rule makes of a message, without doing anything.
    public func explain(_ message: Telemetry, at now: Instant) -> RuleExplanation {
        guard filter.matches(message.topic) else {
            return RuleExplanation(rule: rule.id, verdict: .otherTopic, clauses: [], result: nil, actions: [])
        }
        var clauses: [RuleExplanation.Clause] = []
        if let condition = statement.condition { Self.list(condition, depth: 0, message, now, &clauses) }
        let verdict: RuleExplanation.Verdict =
            switch holds(for: message, at: now) {
            case true?: .matches
            case false?: .doesNotMatch
            case nil: .undefined
            }
        return RuleExplanation(
            rule: rule.id,
            verdict: verdict,
            clauses: clauses,
            result: projection.result(for: message, at: now),
            actions: actions.map { Self.describe($0, filter, message, now) }
        )
    }

    private static func list(
        _ expression: Expression,
        depth: Int,
        _ message: Telemetry,
        _ now: Instant,
        _ clauses: inout [RuleExplanation.Clause]
    ) {
        guard clauses.count < RuleLimits.explainedClauses else { return }
        if case .literal = expression { return }
        let value = Program(expression).value(of: message, at: now)
        clauses.append(RuleExplanation.Clause(text: expression.description, depth: depth, value: value))
        for part in expression.parts { list(part, depth: depth + 1, message, now, &clauses) }
    }

    private static func describe(
        _ action: Action,
        _ filter: TopicFilter,
        _ message: Telemetry,
        _ now: Instant
    ) -> String {
        switch action {
        case .alert(let alert, let summary):
            return "report \(alert.kind) (\(alert.severity)): \(summary.text(for: message, at: now) ?? "too long")"
        case .republish(_, let template):
            let topic = template.text(for: message, at: now, bytes: RuleLimits.topicBytes)
            guard let topic, PublicationTopic.isPermitted(topic) else { return "publish nothing: no possible topic" }
            guard !filter.matches(topic) else { return "publish nothing: '\(topic)' would call the rule again" }
            return "publish to '\(topic)'"
        }
    }
}

extension Expression {
    /// The expressions it is made of.
    fileprivate var parts: [Expression] {
        switch self {
        case .literal, .attribute: []
        case .negation(let operand), .not(let operand): [operand]
        case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
        case .all(let operands), .any(let operands), .call(_, let operands): operands
        }
    }
}
