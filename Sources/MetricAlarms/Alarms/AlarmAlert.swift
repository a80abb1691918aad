public import MonitoringModel

/// The alert that lasts while an alarm is in ALARM.
public struct AlarmAlert: Hashable, Codable, Sendable {
    /// What sort of condition it is; by default `metric_alarm`.
    public var kind: AlertKind
    /// How much it matters; by default a warning.
    public var severity: Severity
    /// One sentence for a person; by default the alarm's description, else its reason.
    public var summary: String?
    /// Whom or what it concerns.
    public var subject: Subject

    /// Creates an alert.
    public init(
        kind: AlertKind = .metricAlarm,
        severity: Severity = .warning,
        summary: String? = nil,
        subject: Subject = Subject()
    ) {
        self.kind = kind
        self.severity = severity
        self.summary = summary
        self.subject = subject
    }

    private enum Field: String, CaseIterable {
        case kind, severity, summary, device, person, site
    }

    /// Decodes an alert.
    ///
    /// - Throws: `DecodingError` if a field is unknown or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let fields = try DocumentFields<Field>(decoder)
        kind = try fields.optional(.kind) ?? .metricAlarm
        severity = try fields.optional(.severity) ?? .warning
        summary = try fields.optional(.summary)
        subject = Subject(
            device: try fields.optional(.device),
            person: try fields.optional(.person),
            site: try fields.optional(.site)
        )
    }

    /// Encodes the alert.
    ///
    /// - Throws: The encoder's own error.
    public func encode(to encoder: any Encoder) throws {
        var fields = DocumentFieldWriter<Field>(encoder)
        try fields.write(kind, .kind)
        try fields.write(severity, .severity)
        try fields.write(summary, .summary)
        try fields.write(subject.device, .device)
        try fields.write(subject.person, .person)
        try fields.write(subject.site, .site)
    }
}

extension AlertKind {
    /// A metric alarm is in ALARM.
    public static var metricAlarm: AlertKind { AlertKind("metric_alarm") ?? .rule }
}
