import MonitoringModel

/// What a statement asks about more than one message, prepared for many evaluations.
struct StreamPlan: Sendable {
    /// What identifies the statement in what is stored: a digest of its text.
    let identity: String
    /// The values that tell streams apart.
    var keys: [Program] = []
    /// The functions that look back; their values stand in the first slots.
    private(set) var lookBacks: [LookBack] = []
    /// The aggregates of the window; their values stand in the slots.
    private(set) var aggregates: [Aggregate] = []
    /// The window.
    var window: StreamClauses.Window?
    /// How late a message may come.
    var lateness: Duration = .zero
    /// The condition on a window's result.
    var having: Program?
    /// The condition that ends what the condition began.
    var until: Program?
    /// How long the condition must hold.
    var holding: Duration?
    /// How long messages must stay away.
    var absence: Duration?
    /// Which edges count.
    var edge: StreamClauses.Edge
    /// The condition on one message.
    var condition: Program?
    /// What is selected.
    var projection: Projection
    /// The topic that is waited for by name, if absence is asked and the filter has no wildcard.
    var expectedTopic: String?

    /// Prepares the clauses of a statement, or returns `nil` if it looks at one message at a time.
    init?(_ statement: Statement) {
        let clauses = statement.stream
        let looksBack = statement.expressions.contains { $0.contains(\.looksBack) }
        guard !clauses.isEmpty || looksBack else { return nil }
        identity = Base64.encode(SHA256.digest(Array(statement.description.utf8), .bits256))
        let names = statement.variables.map(\.name)
        var slots = Slots(variables: names)
        let isWindowed = clauses.window != nil
        func rewritten(_ expression: Expression) -> Expression {
            isWindowed ? slots.aggregated(expression) : slots.lookedBack(expression)
        }
        let items = statement.selection.items.map { item -> SelectItem in
            guard case .value(let value, let name) = item else { return item }
            return .value(rewritten(value), name: name)
        }
        having = clauses.having.map { Program(rewritten($0), variables: names) }
        condition = statement.condition.map { Program(isWindowed ? $0 : rewritten($0), variables: names) }
        until = clauses.until.map { Program(rewritten($0), variables: names) }
        projection = Projection(Selection(items: items, isValue: statement.selection.isValue), variables: names)
        keys = clauses.keys.map { Program($0, variables: names) }
        window = clauses.window
        lateness = .milliseconds(clauses.lateness ?? 0)
        holding = clauses.holding.map { .milliseconds($0) }
        absence = clauses.absence.map { .milliseconds($0) }
        edge = clauses.edge ?? (clauses.holding != nil || clauses.absence != nil ? .rising : .level)
        let levels = statement.filter?.levels ?? ["#"]
        let isLiteral = clauses.absence != nil && clauses.keys.isEmpty && !levels.contains { $0 == "+" || $0 == "#" }
        expectedTopic = isLiteral ? levels.joined(separator: "/") : nil
        lookBacks = slots.lookBacks
        aggregates = slots.aggregates
    }

    /// Returns the key of the stream that a message belongs to, or `nil` if a part is Undefined or too long.
    func key(_ evaluation: inout Evaluation) -> String? {
        if let expectedTopic { return expectedTopic }
        guard !keys.isEmpty else { return evaluation.message.device?.rawValue ?? evaluation.topic }
        var values: [JSONValue] = []
        for program in keys {
            guard let value = program.value(&evaluation) else { return nil }
            values.append(value)
        }
        let text = values.count == 1 ? Text.of(values[0]) : JSONValue.array(values).description
        return text.utf8.count <= RuleLimits.topicBytes ? text : nil
    }

    /// Computes what functions look back to, into the slots, and remembers the message.
    func lookBack(_ evaluation: inout Evaluation, _ memory: inout RuleMemory) {
        guard !lookBacks.isEmpty else { return }
        if memory.samples.count != lookBacks.count { memory.samples = lookBacks.map { _ in [] } }
        evaluation.slots = lookBacks.indices.map { lookBacks[$0].value(&evaluation, &memory.samples[$0]) }
    }
}

/// Puts slots in place of the functions that look at several messages.
private struct Slots {
    var variables: [String]
    var lookBacks: [LookBack] = []
    var aggregates: [Aggregate] = []

    mutating func lookedBack(_ expression: Expression) -> Expression {
        expression.replacing { part in
            guard case .call(let function, let arguments) = part, function.looksBack, let first = arguments.first else {
                return nil
            }
            var back = LookBack(function: function, argument: Program(first, variables: variables))
            if function == .lag {
                if arguments.count > 1, case .literal(.integer(let distance)) = arguments[1] {
                    back.distance = Int(clamping: distance)
                }
                back.other = arguments.count > 2 ? Program(arguments[2], variables: variables) : nil
            } else if function == .timeToThreshold, arguments.count > 1 {
                back.other = Program(arguments[1], variables: variables)
            }
            lookBacks.append(back)
            return .slot(lookBacks.count - 1)
        }
    }

    /// What stands outside aggregates is taken from the last message of the window.
    mutating func aggregated(_ expression: Expression) -> Expression {
        expression.replacing { part in
            if case .literal = part { return part }
            if case .call(let function, let arguments) = part, function.isAggregate {
                let argument = arguments.first.flatMap { $0 == .everything && function == .count ? nil : $0 }
                let rank = arguments.count > 1 ? arguments[1].number?.double : nil
                return slot(function, argument, rank)
            }
            return part.contains(\.isAggregate) ? nil : slot(.last, part, nil)
        }
    }

    private mutating func slot(_ function: RuleFunction, _ argument: Expression?, _ rank: Double?) -> Expression {
        let program = argument.map { Program($0, variables: variables) }
        aggregates.append(Aggregate(function: function, argument: program, rank: rank))
        return .slot(aggregates.count - 1)
    }
}

extension Statement {
    /// All expressions outside `SET` and `GROUP BY`.
    var expressions: [Expression] {
        let selected = selection.items.compactMap { item -> Expression? in
            guard case .value(let value, _) = item else { return nil }
            return value
        }
        return selected + [condition, stream.having, stream.until].compactMap(\.self)
    }
}
