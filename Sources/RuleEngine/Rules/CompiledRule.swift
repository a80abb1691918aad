import MonitoringModel

/// A rule whose statement and templates have been read and prepared.
public struct CompiledRule: Sendable {
    /// One action, prepared.
    enum Action: Sendable {
        /// Report a condition.
        case alert(AlertAction, summary: Template)
        /// Publish what is selected.
        case republish(RepublishAction, topic: Template)
    }

    /// The rule as it was written.
    public let rule: Rule
    /// The topics whose messages it looks at.
    public let filter: TopicFilter
    /// The statement.
    let statement: Statement
    /// The condition; `nil` for always.
    let condition: Program?
    /// What is selected.
    let projection: Projection
    /// The actions, in the rule's order.
    let actions: [Action]

    /// Reads and prepares a rule.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault in the statement or a template, or if an
    ///   action is not permitted.
    public init(_ rule: Rule) throws(RuleError) {
        do {
            statement = try Parser.statement(rule.sql)
            filter = statement.filter
            actions = try Self.actions(of: rule, filter: filter)
        } catch {
            var named = error
            named.rule = rule.id
            throw named
        }
        self.rule = rule
        condition = statement.condition.map(Program.init)
        projection = Projection(statement.items)
    }

    /// The alert action, if the rule has one; there is at most one.
    var alert: AlertAction? {
        for case .alert(let action, _) in actions { return action }
        return nil
    }

    /// Returns whether the condition holds for a message; `nil` is Undefined.
    func holds(for message: Telemetry, at now: Instant) -> Bool? {
        guard let condition else { return true }
        return condition.truth(of: message, at: now)
    }

    private static func actions(of rule: Rule, filter: TopicFilter) throws(RuleError) -> [Action] {
        guard rule.actions.count <= RuleLimits.actions else {
            throw RuleError(
                part: "actions",
                found: "\(rule.actions.count) actions",
                expected: "at most \(RuleLimits.actions)",
                hint: "split the rule"
            )
        }
        var prepared: [Action] = []
        var hasAlert = false
        for (index, action) in rule.actions.enumerated() {
            switch action {
            case .alert(let alert):
                guard !hasAlert else {
                    throw RuleError(
                        part: "actions[\(index)]",
                        found: "a second alert",
                        expected: "at most one alert in a rule",
                        hint: "write a second rule"
                    )
                }
                hasAlert = true
                prepared.append(.alert(alert, summary: try Template(alert.summary, part: "actions[\(index)].summary")))
            case .republish(let republish):
                prepared.append(try self.republish(republish, filter, part: "actions[\(index)]"))
            }
        }
        return prepared
    }

    private static func republish(
        _ action: RepublishAction,
        _ filter: TopicFilter,
        part: String
    ) throws(RuleError) -> Action {
        guard action.qos <= 2 else {
            throw RuleError(part: "\(part).qos", found: "\(action.qos)", expected: "0, 1 or 2")
        }
        let topic = try Template(action.topic, part: "\(part).topic")
        if let literal = topic.literal {
            guard PublicationTopic.isPermitted(literal) else {
                throw RuleError(
                    part: "\(part).topic",
                    found: "'\(literal.prefix(40))'",
                    expected: "a topic of 1 to \(RuleLimits.topicBytes) bytes without +, # and a leading $"
                )
            }
            guard !filter.matches(literal) else {
                throw RuleError(
                    part: "\(part).topic",
                    found: "'\(literal.prefix(40))'",
                    expected: "a topic that the rule's own filter '\(filter)' does not match",
                    hint: "the rule would call itself without end"
                )
            }
        }
        return .republish(action, topic: topic)
    }
}

/// What a topic must be like to be published to.
enum PublicationTopic {
    /// Returns whether rules may publish to a topic.
    static func isPermitted(_ topic: String) -> Bool {
        (1...RuleLimits.topicBytes).contains(topic.utf8.count)
            && topic.utf8.first != UInt8(ascii: "$")
            && topic.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "#") }
    }
}
