import MonitoringModel

/// One action, with its texts read and prepared.
enum PreparedAction: Sendable {
    /// Report a condition.
    case alert(AlertAction, summary: Template)
    /// Publish what is selected.
    case republish(RepublishAction, topic: Template)
    /// Ask another part; the templates are in the order in which the action shows its texts.
    case request(RuleAction, [Template])

    /// Where an action stands and what its texts may use.
    struct Place {
        /// The part of the rule's document.
        var part: String
        /// The topics of the rule.
        var filter: TopicFilter
        /// The version of the rule's dialect.
        var version: SQLVersion
        /// The variables of the statement.
        var variables: [String]
    }

    /// Prepares an action.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault.
    init(_ action: RuleAction, _ place: Place) throws(RuleError) {
        switch action {
        case .alert(let alert): self = .alert(alert, summary: try Self.template(alert.summary, "summary", place))
        case .republish(let republish): self = try Self.republish(republish, place)
        default:
            guard var requested = action.requested else {
                throw RuleError(part: place.part, found: action.name, expected: "another action")
            }
            if let fault = requested.fault(isResolved: false) {
                throw RuleError(
                    part: "\(place.part).\(fault.field)",
                    found: "something else",
                    expected: fault.expected
                )
            }
            var templates: [Template] = []
            var failure: RuleError?
            requested.rewrite { field, text in
                guard failure == nil else { return }
                do throws(RuleError) {
                    templates.append(try Self.template(text, field, place))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            if templates.allSatisfy({ $0.literal != nil }), let fault = requested.fault(isResolved: true) {
                throw RuleError(part: "\(place.part).\(fault.field)", found: "something else", expected: fault.expected)
            }
            self = .request(action, templates)
        }
    }

    /// Whether this is an alert.
    var isAlert: Bool {
        guard case .alert = self else { return false }
        return true
    }

    /// Whether a text asks another part of the service.
    var asksOthers: Bool {
        switch self {
        case .alert(_, let template), .republish(_, let template): template.asksOthers
        case .request(_, let templates): templates.contains(where: \.asksOthers)
        }
    }

    /// Returns the action with its expressions replaced by values.
    ///
    /// - Throws: ``ActionFailure/Reason`` if a text becomes too long or a field wrong.
    static func resolved(
        _ action: RuleAction,
        _ templates: [Template],
        _ evaluation: inout Evaluation
    ) throws(ActionFailure.Reason) -> RuleAction {
        guard var requested = action.requested else { return action }
        var texts: [String] = []
        for template in templates {
            guard let text = template.text(&evaluation, bytes: RuleLimits.actionTextBytes) else {
                throw ActionFailure.Reason(text: "a text becomes longer than \(RuleLimits.actionTextBytes) bytes")
            }
            texts.append(text)
        }
        var next = 0
        requested.rewrite { _, text in
            if next < texts.count { text = texts[next] }
            next += 1
        }
        if let fault = requested.fault(isResolved: true) {
            throw ActionFailure.Reason(text: "\(fault.field): expected \(fault.expected)")
        }
        var result = action
        result.take(requested)
        return result
    }

    private static func template(_ text: String, _ field: String, _ place: Place) throws(RuleError) -> Template {
        try Template(text, part: "\(place.part).\(field)", version: place.version, variables: place.variables)
    }

    private static func republish(_ action: RepublishAction, _ place: Place) throws(RuleError) -> PreparedAction {
        guard action.qos <= 2 else {
            throw RuleError(part: "\(place.part).qos", found: "\(action.qos)", expected: "0, 1 or 2")
        }
        let template = try template(action.topic, "topic", place)
        guard let literal = template.literal else { return .republish(action, topic: template) }
        guard let topic = PublicationTopic.resolved(literal) else {
            throw RuleError(
                part: "\(place.part).topic",
                found: "'\(literal.prefix(40))'",
                expected: "a topic of 1 to \(RuleLimits.topicBytes) bytes without +, # and a leading $",
                hint: literal.hasPrefix("$") ? "write $$aws/… for a topic of the broker's own; jobs are closed" : nil
            )
        }
        guard !place.filter.matches(topic) else {
            throw RuleError(
                part: "\(place.part).topic",
                found: "'\(literal.prefix(40))'",
                expected: "a topic that the rule's own filter '\(place.filter)' does not match",
                hint: "the rule would call itself without end"
            )
        }
        return .republish(action, topic: template)
    }
}
