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

    /// One part of the statement.
    public struct Clause: Hashable, Codable, Sendable {
        /// Where the part stands.
        public enum Place: String, Codable, Sendable {
            /// In `SET`.
            case set = "SET"
            /// In `SELECT`.
            case select = "SELECT"
            /// In `WHERE`.
            case condition = "WHERE"
        }

        /// The part as it is written.
        public var text: String
        /// How deep it lies within its clause, from 0.
        public var depth: Int
        /// Its value; `nil` if it is Undefined.
        public var value: JSONValue?
        /// Where it stands.
        public var place: Place = .condition

        /// Whether it is Undefined.
        public var isUndefined: Bool { value == nil }
    }

    /// The rule.
    public var rule: RuleID
    /// What came of it.
    public var verdict: Verdict
    /// The condition and its parts, each before its own parts; at most ``RuleLimits/explainedClauses``.
    public var clauses: [Clause]
    /// The variables and the selected values with their parts, likewise.
    public var values: [Clause] = []
    /// What is selected; `nil` for another topic, or if it is bytes.
    public var result: JSONValue?
    /// What is selected as it would be sent: JSON, or bytes in base64.
    public var resultText = ""
    /// What each action would do, in words, whether the rule matches or not.
    public var actions: [String]
    /// What else went wrong, such as a part that is not configured.
    public var problems: [String] = []
    /// The clauses that need more than one message and are not looked at here, as they are written.
    public var streamClauses: [String] = []
}

extension CompiledRule {
    /// Explains what the rule makes of a message by itself, without doing anything.
    public func explain(
        _ message: Telemetry,
        at now: Instant,
        context: MessageContext = MessageContext()
    ) -> RuleExplanation {
        let named = BasicIngest.ruleName(in: message.topic).map { $0 == rule.id.rawValue }
        guard named ?? filter.matches(message.topic) else {
            return RuleExplanation(rule: rule.id, verdict: .otherTopic, clauses: [], result: nil, actions: [])
        }
        var evaluation = evaluation(message, at: now, context)
        var listing = ClauseListing(variables: statement.variables.map(\.name), place: .condition)
        if let condition = statement.condition { listing.list(condition, depth: 0, &evaluation) }
        var values = ClauseListing(variables: listing.variables, place: .set)
        for variable in statement.variables { values.list(variable.value, depth: 0, &evaluation) }
        values.place = .select
        for case .value(let value, _) in statement.selection.items { values.list(value, depth: 0, &evaluation) }
        let verdict: RuleExplanation.Verdict =
            switch holds(&evaluation) {
            case true?: .matches
            case false?: .doesNotMatch
            case nil: .undefined
            }
        let result = projection.result(&evaluation)
        return RuleExplanation(
            rule: rule.id,
            verdict: verdict,
            clauses: listing.clauses,
            values: values.clauses,
            result: result.document,
            resultText: result.description,
            actions: actions.map { describe($0, &evaluation) },
            problems: evaluation.problems,
            streamClauses: statement.stream.parts
        )
    }

    private func describe(_ action: PreparedAction, _ evaluation: inout Evaluation) -> String {
        switch action {
        case .alert(let alert, let summary):
            return "report \(alert.kind) (\(alert.severity)): \(summary.text(&evaluation) ?? "too long")"
        case .republish(_, let template):
            let text = template.text(&evaluation, bytes: RuleLimits.topicBytes)
            guard let topic = text.flatMap(PublicationTopic.resolved) else {
                return "publish nothing: no possible topic"
            }
            guard !filter.matches(topic) else { return "publish nothing: '\(topic)' would call the rule again" }
            return "publish to '\(topic)'"
        case .request(let document, let templates):
            do throws(ActionFailure.Reason) {
                let resolved = try PreparedAction.resolved(document, templates, &evaluation)
                return "\(resolved.name): \(resolved.resource)"
            } catch {
                return "\(document.name) fails: \(error.text)"
            }
        }
    }
}

/// Lists the parts of expressions with their values.
private struct ClauseListing {
    let variables: [String]
    var place: RuleExplanation.Clause.Place
    var clauses: [RuleExplanation.Clause] = []

    init(variables: [String], place: RuleExplanation.Clause.Place) {
        self.variables = variables
        self.place = place
    }

    mutating func list(_ expression: Expression, depth: Int, _ evaluation: inout Evaluation) {
        guard clauses.count < RuleLimits.explainedClauses else { return }
        if case .literal = expression { return }
        let value = Program(expression, variables: variables).value(&evaluation)
        clauses.append(RuleExplanation.Clause(text: expression.description, depth: depth, value: value, place: place))
        for part in expression.parts { list(part, depth: depth + 1, &evaluation) }
    }
}
