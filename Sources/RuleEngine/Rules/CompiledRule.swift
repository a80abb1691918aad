public import MonitoringModel

/// A rule whose statement and templates have been read and prepared.
public struct CompiledRule: Sendable {
    /// The rule as it was written.
    public let rule: Rule
    /// The topics whose messages it looks at; without `FROM` those that name the rule.
    public let filter: TopicFilter
    /// The statement.
    let statement: Statement
    /// The variables, in the order of `SET`.
    let variables: [Program]
    /// The condition; `nil` for always.
    let condition: Program?
    /// What is selected.
    let projection: Projection
    /// What is asked about more than one message; `nil` for nothing.
    let stream: StreamPlan?
    /// The actions, in the rule's order.
    let actions: [PreparedAction]
    /// The action for failures.
    let errorAction: PreparedAction?

    /// Reads and prepares a rule.
    ///
    /// - Throws: ``RuleError`` with the place of the first fault in the statement or a template, or if an
    ///   action is not permitted.
    public init(_ rule: Rule) throws(RuleError) {
        do throws(RuleError) {
            statement = try Parser.statement(rule.sql, version: rule.version)
            guard let filter = statement.filter ?? TopicFilter("$aws/rules/\(rule.id)/#") else {
                throw RuleError(part: "id", found: "'\(rule.id)'", expected: "a name without / + and #")
            }
            self.filter = filter
            let names = statement.variables.map(\.name)
            actions = try Self.actions(of: rule, filter: filter, variables: names)
            errorAction = try Self.errorAction(of: rule, filter: filter)
            variables = statement.variables.map { Program($0.value, variables: names) }
            stream = StreamPlan(statement)
            condition = stream?.condition ?? statement.condition.map { Program($0, variables: names) }
            projection = stream?.projection ?? Projection(statement.selection, variables: names)
        } catch {
            var named = error
            named.rule = rule.id
            throw named
        }
        self.rule = rule
    }

    /// The alert action, if the rule has one; there is at most one.
    var alert: AlertAction? {
        for case .alert(let action, _) in actions { return action }
        return nil
    }

    /// Begins to look at a message; variables are computed at once.
    func evaluation(_ message: Telemetry, at now: Instant, _ context: MessageContext) -> Evaluation {
        var evaluation = Evaluation(message, at: now, context: context, version: rule.version)
        if context.isBinary { evaluation.document = .null }
        for program in variables { evaluation.variables.append(program.value(&evaluation)) }
        return evaluation
    }

    /// Returns whether the condition holds; `nil` is Undefined.
    func holds(_ evaluation: inout Evaluation) -> Bool? {
        guard let condition else { return true }
        return condition.truth(&evaluation)
    }

    /// Returns whether the condition holds for a message by itself; `nil` is Undefined.
    public func holds(for message: Telemetry, at now: Instant, context: MessageContext = MessageContext()) -> Bool? {
        var evaluation = evaluation(message, at: now, context)
        return holds(&evaluation)
    }

    /// Returns what is selected of a message by itself.
    public func result(for message: Telemetry, at now: Instant, context: MessageContext = MessageContext())
        -> RuleResult
    {
        var evaluation = evaluation(message, at: now, context)
        return projection.result(&evaluation)
    }

    private static func actions(
        of rule: Rule,
        filter: TopicFilter,
        variables: [String]
    ) throws(RuleError) -> [PreparedAction] {
        guard rule.actions.count <= RuleLimits.actions else {
            throw RuleError(
                part: "actions",
                found: "\(rule.actions.count) actions",
                expected: "at most \(RuleLimits.actions)",
                hint: "split the rule"
            )
        }
        var prepared: [PreparedAction] = []
        for (index, action) in rule.actions.enumerated() {
            let place = PreparedAction.Place(
                part: "actions[\(index)]",
                filter: filter,
                version: rule.version,
                variables: variables
            )
            let next = try PreparedAction(action, place)
            if case .alert = next, prepared.contains(where: \.isAlert) {
                throw RuleError(
                    part: place.part,
                    found: "a second alert",
                    expected: "at most one alert in a rule",
                    hint: "write a second rule"
                )
            }
            prepared.append(next)
        }
        return prepared
    }

    private static func errorAction(of rule: Rule, filter: TopicFilter) throws(RuleError) -> PreparedAction? {
        guard let action = rule.errorAction else { return nil }
        let place = PreparedAction.Place(part: "errorAction", filter: filter, version: rule.version, variables: [])
        let prepared = try PreparedAction(action, place)
        guard !prepared.asksOthers else {
            throw RuleError(
                part: place.part,
                found: "a function that asks another part",
                expected: "functions of the message alone",
                hint: "an action for errors must not fail for want of others"
            )
        }
        return prepared
    }
}
