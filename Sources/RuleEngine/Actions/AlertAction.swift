public import MonitoringModel

/// A condition that holds while a rule matches the messages of a device.
public struct AlertAction: Hashable, Codable, Sendable {
    /// What sort of condition it is; by default `rule`.
    public var kind: AlertKind
    /// How much it matters; by default a warning.
    public var severity: Severity
    /// One sentence for a person, with `${expression}` for parts of the message.
    public var summary: String
    /// The person it concerns.
    public var person: PersonID?
    /// The site it concerns.
    public var site: SiteID?

    /// Creates an action.
    public init(
        kind: AlertKind = .rule,
        severity: Severity = .warning,
        summary: String,
        person: PersonID? = nil,
        site: SiteID? = nil
    ) {
        self.kind = kind
        self.severity = severity
        self.summary = summary
        self.person = person
        self.site = site
    }

    private enum Field: String, CaseIterable {
        case kind, severity, summary, person, site
    }

    /// Decodes an action.
    ///
    /// - Throws: `DecodingError` if a field is missing, unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        kind = try fields.optional(.kind) ?? .rule
        severity = try fields.optional(.severity) ?? .warning
        summary = try fields.required(.summary)
        person = try fields.optional(.person)
        site = try fields.optional(.site)
    }
}
