extension RuleAction {
    /// What is wrong with an action whose texts stand as they are: a sentence; `nil` if nothing is.
    public var fault: String? {
        requested?.fault(isResolved: true).map { "\($0.field): expected \($0.expected)." }
    }
}

/// An action that another part of the service carries out.
protocol RequestedAction: Hashable, Codable, Sendable {
    /// Changes each text that may hold expressions, in an order that is always the same.
    mutating func rewrite(_ change: (_ field: String, _ text: inout String) throws -> Void) rethrows
    /// Returns what is wrong with the fields; once expressions have been put in, more can be told.
    func fault(isResolved: Bool) -> ActionFault?
}

extension RequestedAction {
    /// Changes a text that may be absent.
    static func rewrite(
        _ field: String,
        _ text: inout String?,
        _ change: (String, inout String) throws -> Void
    ) rethrows {
        guard var present = text else { return }
        try change(field, &present)
        text = present
    }

    /// Changes the values of a table, in the order of their names.
    static func rewrite(
        _ field: String,
        _ table: inout [String: String],
        _ change: (String, inout String) throws -> Void
    ) rethrows {
        for name in table.keys.sorted() {
            guard var value = table[name] else { continue }
            try change("\(field).\(name)", &value)
            table[name] = value
        }
    }

    /// Returns a fault if one of several names is empty or too long.
    func names(_ fields: (name: String, text: String)...) -> ActionFault? {
        for field in fields where field.text.isEmpty || field.text.utf8.count > RuleLimits.actionTextBytes {
            return ActionFault(field.name, "1 to \(RuleLimits.actionTextBytes) bytes")
        }
        return nil
    }
}

/// What is wrong with a field of an action.
struct ActionFault: Hashable {
    /// The field.
    var field: String
    /// What should stand there.
    var expected: String

    /// Creates a fault.
    init(_ field: String, _ expected: String) {
        self.field = field
        self.expected = expected
    }
}
