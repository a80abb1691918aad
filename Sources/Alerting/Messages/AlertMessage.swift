public import MonitoringModel

/// The message that a receiver gets about a change of an alert.
///
/// The body is complete and fixed: the same change always gives the same bytes, so a repeated delivery
/// is recognised by its key and its content.
public struct AlertMessage: Hashable, Sendable {
    /// What identifies the message.
    public let key: String
    /// What the body is.
    public let contentType: String
    /// The message itself.
    public let body: [UInt8]

    /// Renders the message about a change for a receiver's channel.
    ///
    /// - Parameters:
    ///   - change: The change.
    ///   - receiver: Who gets it.
    ///   - evidence: The alert's evidence that is named to it.
    public init(about change: AlertChange, for receiver: Receiver, evidence: [EvidenceID]) {
        let key = Self.key(of: change, for: receiver)
        self.key = key
        contentType = "application/json"
        switch receiver.channel {
        case Receiver.speechChannel: body = Self.speech(change).serialized
        case Receiver.webChatChannel: body = Self.webChat(change, receiver).serialized
        case Receiver.textChannel: body = JSONValue(object: ["text": .string(Self.text(change))]).serialized
        default: body = Self.document(change, key, evidence).serialized
        }
    }

    /// Returns the key of a message: the alert, what happened and the receiver, joined by `/`.
    ///
    /// What may happen more than once to an alert carries the severity at which it did: an alert is
    /// raised to a severity once, and acknowledged once at each.
    public static func key(of change: AlertChange, for receiver: Receiver) -> String {
        let event =
            switch change.event {
            case .severityRaised, .acknowledged: "\(change.event.rawValue)-\(change.alert.severity.rawValue)"
            default: change.event.rawValue
            }
        return "\(change.alert.id)/\(event)/\(receiver.id)"
    }

    /// The JSON that programs get.
    private static func document(_ change: AlertChange, _ key: String, _ evidence: [EvidenceID]) -> JSONValue {
        JSONValue(object: [
            "key": .string(key),
            "event": .string(change.event.rawValue),
            "at": .string(change.entry.at.description),
            "text": .string(change.entry.text),
            "actor": change.entry.actor.map(JSONValue.string) ?? .null,
            "alert": document(change.alert, evidence),
        ])
    }

    private static func document(_ alert: Alert, _ evidence: [EvidenceID]) -> JSONValue {
        let details = alert.details.sorted { $0.key < $1.key }
        return JSONValue(object: [
            "id": .string(alert.id.rawValue),
            "kind": .string(alert.kind.rawValue),
            "severity": .string(alert.severity.rawValue),
            "state": .string(alert.state.rawValue),
            "subject": document(alert.subject),
            "summary": .string(alert.summary),
            "details": .object(details.map { JSONValue.Member(name: $0.key, value: .string($0.value)) }),
            "evidence": .array(evidence.map { .string("/api/v1/evidence/\($0)") }),
            "speech": .string("/api/v1/alerts/\(alert.id)/speech.wav"),
            "startedAt": .string(alert.startedAt.description),
            "acknowledgedAt": alert.acknowledgedAt.map { .string($0.description) } ?? .null,
            "acknowledgedBy": alert.acknowledgedBy.map(JSONValue.string) ?? .null,
            "resolvedAt": alert.resolvedAt.map { .string($0.description) } ?? .null,
        ])
    }

    private static func document(_ subject: Subject) -> JSONValue {
        let parts = [
            ("device", subject.device?.rawValue), ("camera", subject.camera?.rawValue),
            ("person", subject.person?.rawValue), ("site", subject.site?.rawValue),
        ]
        return .object(parts.compactMap { name, id in id.map { JSONValue.Member(name: name, value: .string($0)) } })
    }

    private static func speech(_ change: AlertChange) -> JSONValue {
        JSONValue(object: [
            "alert": .string(change.alert.id.rawValue),
            "text": .string(SpokenPhrase.text(for: change.alert, event: change.event)),
        ])
    }

    private static func text(_ change: AlertChange) -> String {
        switch change.event {
        case .resolved: "It is over: \(change.alert.summary)"
        case .severityRaised: "It has become more serious: \(change.alert.summary)"
        default: change.alert.summary
        }
    }

    private static func webChat(_ change: AlertChange, _ receiver: Receiver) -> JSONValue {
        JSONValue(object: [
            "person": .string(receiver.address),
            "text": .string(text(change)),
            "alert": .string(change.alert.id.rawValue),
        ])
    }
}
