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

/// What is stored of a condition that holds, or of a stream that a rule remembers.
public struct RuleKeyState: Hashable, Codable, Sendable {
    /// When it began, by the source's clock; of a stream that holds nothing, when it last changed.
    public var activeSince: Instant
    /// What sort of condition was reported.
    public var kind: AlertKind
    /// How much it was said to matter.
    public var severity: Severity
    /// Whom or what it concerned.
    public var subject: Subject
    /// Whether a condition has been reported and not cleared.
    public var isActive: Bool
    /// What the rule remembers of the stream; `nil` if it looks at one message at a time.
    public var memory: RuleMemory?

    /// Creates a state.
    public init(
        activeSince: Instant,
        kind: AlertKind,
        severity: Severity,
        subject: Subject,
        isActive: Bool = true,
        memory: RuleMemory? = nil
    ) {
        self.activeSince = activeSince
        self.kind = kind
        self.severity = severity
        self.subject = subject
        self.isActive = isActive
        self.memory = memory
    }

    /// Decodes a state; one that does not say whether it is active is.
    ///
    /// - Throws: `DecodingError` if a field is missing or of the wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        activeSince = try container.decode(Instant.self, forKey: .activeSince)
        kind = try container.decode(AlertKind.self, forKey: .kind)
        severity = try container.decode(Severity.self, forKey: .severity)
        subject = try container.decode(Subject.self, forKey: .subject)
        isActive = try container.decodeIfPresent(Bool.self, forKey: .isActive) ?? true
        memory = try container.decodeIfPresent(RuleMemory.self, forKey: .memory)
    }
}
