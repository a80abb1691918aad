extension Expression {
    /// The expressions it is made of; those of a nested query look at other values and are left out.
    var parts: [Expression] {
        switch self {
        case .literal, .attribute, .everything, .variable, .slot: []
        case .negation(let operand), .not(let operand), .cast(let operand, _), .member(let operand, _): [operand]
        case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
        case .all(let operands), .any(let operands), .call(_, let operands), .array(let operands): operands
        case .object(let members): members.map(\.value)
        case .choice(let subject, let branches, let otherwise):
            [subject] + branches.flatMap { [$0.test, $0.result] } + (otherwise.map { [$0] } ?? [])
        case .query(let query): [query.source]
        }
    }

    /// Whether another part of the service is asked.
    var asksOthers: Bool { contains(\.isExternal) }

    /// Returns whether it calls a function of a sort, within queries too.
    func contains(_ sort: (RuleFunction) -> Bool) -> Bool {
        switch self {
        case .call(let function, _) where sort(function): return true
        case .query(let query):
            let selected = query.selection.items.contains { item in
                guard case .value(let value, _) = item else { return false }
                return value.contains(sort)
            }
            return selected || query.condition?.contains(sort) == true || query.source.contains(sort)
        default: return parts.contains { $0.contains(sort) }
        }
    }

    /// Returns the expression with some of its parts replaced, from the top down.
    func replacing(_ replacement: (Expression) -> Expression?) -> Expression {
        if let other = replacement(self) { return other }
        func inner(_ expression: Expression) -> Expression { expression.replacing(replacement) }
        switch self {
        case .literal, .attribute, .everything, .variable, .slot: return self
        case .negation(let operand): return .negation(inner(operand))
        case .not(let operand): return .not(inner(operand))
        case .cast(let operand, let target): return .cast(inner(operand), target)
        case .member(let operand, let name): return .member(inner(operand), name)
        case .arithmetic(let symbol, let left, let right): return .arithmetic(symbol, inner(left), inner(right))
        case .comparison(let symbol, let left, let right): return .comparison(symbol, inner(left), inner(right))
        case .all(let operands): return .all(operands.map(inner))
        case .any(let operands): return .any(operands.map(inner))
        case .call(let function, let arguments): return .call(function, arguments.map(inner))
        case .array(let elements): return .array(elements.map(inner))
        case .object(let members):
            return .object(members.map { ObjectMember(name: $0.name, value: inner($0.value)) })
        case .choice(let subject, let branches, let otherwise):
            let rewritten = branches.map { Branch(test: inner($0.test), result: inner($0.result)) }
            return .choice(inner(subject), rewritten, otherwise: otherwise.map(inner))
        case .query(let query):
            return .query(Query(selection: query.selection, source: inner(query.source), condition: query.condition))
        }
    }
}
