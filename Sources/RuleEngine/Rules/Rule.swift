public import MonitoringModel

/// A rule as a person writes it: which messages, on what condition, and what to do.
public struct Rule: Hashable, Codable, Sendable {
    /// The rule's name.
    public var id: RuleID
    /// The statement: `SELECT … FROM 'topic/filter' WHERE …`.
    public var sql: String
    /// What the rule is for, for people.
    public var description: String?
    /// Whether it is in force; by default it is.
    public var enabled: Bool
    /// What to do when it matches, in this order; at most ``RuleLimits/actions``, at most one an alert.
    public var actions: [RuleAction]

    /// Creates a rule.
    public init(
        id: RuleID,
        sql: String,
        description: String? = nil,
        enabled: Bool = true,
        actions: [RuleAction] = []
    ) {
        self.id = id
        self.sql = sql
        self.description = description
        self.enabled = enabled
        self.actions = actions
    }

    private enum Field: String, CaseIterable {
        case id, sql, description, enabled, actions
    }

    /// Decodes a rule.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        id = try fields.required(.id)
        sql = try fields.required(.sql)
        description = try fields.optional(.description)
        enabled = try fields.optional(.enabled) ?? true
        actions = try fields.optional(.actions) ?? []
    }
}
