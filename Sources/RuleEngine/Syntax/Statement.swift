/// A whole statement: `SET … SELECT … FROM 'filter' WHERE …` and the clauses of our own behind it.
struct Statement: Hashable, Sendable {
    /// The variables of `SET`, in the order in which they are computed.
    var variables: [Variable] = []
    /// What is selected.
    var selection: Selection
    /// The topics whose messages it is about; `nil` if only messages for the rule by name count.
    var filter: TopicFilter?
    /// When it applies; `nil` for always.
    var condition: Expression?
    /// What is asked about more than one message; our addition.
    var stream = StreamClauses()
}

/// One variable of a `SET`.
struct Variable: Hashable, Sendable {
    /// The name, without `@`.
    var name: String
    /// What it stands for.
    var value: Expression
}

/// What a `SELECT` selects.
struct Selection: Hashable, Sendable {
    /// The items; at least one, exactly one with `VALUE`.
    var items: [SelectItem]
    /// Whether the result is the value itself and no object.
    var isValue = false
}

/// One item of a `SELECT`.
enum SelectItem: Hashable, Sendable {
    /// `*`, all members of the message.
    case everything
    /// A value and its name in the result.
    case value(Expression, name: String)
}
