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
    /// The version of the dialect; by default 2016-03-23.
    public var version: SQLVersion
    /// What to do when it matches, in this order; at most ``RuleLimits/actions``, at most one an alert.
    public var actions: [RuleAction]
    /// What to do when actions have failed, once for each message, with a list of all failures.
    public var errorAction: RuleAction?

    /// Creates a rule.
    public init(
        id: RuleID,
        sql: String,
        description: String? = nil,
        enabled: Bool = true,
        actions: [RuleAction] = [],
        version: SQLVersion = .v2016,
        errorAction: RuleAction? = nil
    ) {
        self.id = id
        self.sql = sql
        self.description = description
        self.enabled = enabled
        self.actions = actions
        self.version = version
        self.errorAction = errorAction
    }

    private enum Field: String, CaseIterable {
        case id, sql, description, enabled, version, actions, errorAction
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
        version = try fields.optional(.version) ?? .v2016
        actions = try fields.optional(.actions) ?? []
        errorAction = try fields.optional(.errorAction)
    }
}
