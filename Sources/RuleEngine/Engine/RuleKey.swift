public import MonitoringModel

/// Which condition of a rule is meant: a rule holds or does not hold for each device by itself.
public struct RuleKey: Hashable, Sendable, CustomStringConvertible {
    /// The rule.
    public let rule: RuleID
    /// The device's name, or the topic where no device is known.
    public let key: String

    /// Creates a key.
    public init(rule: RuleID, key: String) {
        self.rule = rule
        self.key = key
    }

    /// Reads a key from the form in which it is stored, or returns `nil` if it has not that form.
    public init?(storageKey text: String) {
        guard let slash = text.firstIndex(of: "/"), let rule = RuleID(text[..<slash]) else { return nil }
        self.rule = rule
        key = String(text[text.index(after: slash)...])
    }

    /// The key as one text for storage: `<rule>/<device or topic>`.
    public var storageKey: String { "\(rule)/\(key)" }

    /// The key in the form in which it is stored.
    public var description: String { storageKey }

    /// What identifies the condition in reports.
    public var fingerprint: String { "rule/\(storageKey)" }
}

/// What is stored of a condition that holds; one that does not hold has no state.
public struct RuleKeyState: Hashable, Codable, Sendable {
    /// When it began, by the source's clock.
    public var activeSince: Instant
    /// What sort of condition was reported.
    public var kind: AlertKind
    /// How much it was said to matter.
    public var severity: Severity
    /// Whom or what it concerned.
    public var subject: Subject

    /// Creates a state.
    public init(activeSince: Instant, kind: AlertKind, severity: Severity, subject: Subject) {
        self.activeSince = activeSince
        self.kind = kind
        self.severity = severity
        self.subject = subject
    }
}
