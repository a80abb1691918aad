/// A whole statement: `SELECT items FROM 'filter' WHERE condition`.
struct Statement: Hashable, Sendable {
    /// What is selected; at least one item.
    var items: [SelectItem]
    /// The topics whose messages it is about.
    var filter: TopicFilter
    /// When it applies; `nil` for always.
    var condition: Expression?
}

/// One item of a `SELECT`.
enum SelectItem: Hashable, Sendable {
    /// `*`, all members of the message.
    case everything
    /// A value and its name in the result.
    case value(Expression, name: String)
}
