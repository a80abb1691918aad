import MonitoringModel

extension ComparisonOperator {
    /// Compares; `nil` is Undefined.
    ///
    /// `=` and `<>` compare values of one type, and values of different types are unequal; the others
    /// compare numbers and texts that spell numbers, and are Undefined for anything else.
    func evaluate(_ left: JSONValue?, _ right: JSONValue?) -> Bool? {
        guard let left, let right else { return nil }
        switch self {
        case .equal: return Equality.holds(left, right)
        case .notEqual: return !Equality.holds(left, right)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let first = Numeric(left), let second = Numeric(right) else { return nil }
            return evaluate(first, second)
        }
    }

    /// Compares numbers: whole ones exactly, others as floating point.
    func evaluate(_ left: Numeric, _ right: Numeric) -> Bool {
        if case .integer(let first) = left, case .integer(let second) = right { return holds(first, second) }
        return holds(left.double, right.double)
    }

    private func holds<Value: Comparable>(_ first: Value, _ second: Value) -> Bool {
        switch self {
        case .equal: first == second
        case .notEqual: first != second
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        }
    }
}

/// Equality of values by the rules of the dialect.
private enum Equality {
    static func holds(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.object(let first), .object(let second)): equal(first, second)
        case (.array(let first), .array(let second)):
            first.count == second.count && zip(first, second).allSatisfy { holds($0, $1) }
        default: left == right
        }
    }

    private static func equal(_ first: [JSONValue.Member], _ second: [JSONValue.Member]) -> Bool {
        guard first.count == second.count else { return false }
        // A table, because searching large hostile objects name by name would cost quadratic time.
        let values = Dictionary(second.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        return first.allSatisfy { member in values[member.name].map { holds(member.value, $0) } ?? false }
    }
}
