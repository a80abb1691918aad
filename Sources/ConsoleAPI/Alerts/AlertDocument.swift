import Alerting
import MonitoringModel

/// The JSON form of alerts and what belongs to them.
enum AlertDocument {
    /// Where the pictures are.
    static let evidencePath = "/api/v1/evidence/"

    /// Returns an alert's document.
    static func value(of alert: Alert) -> JSONValue {
        let details = alert.details.sorted { $0.key < $1.key }
        return JSONValue(object: [
            "id": .string(alert.id.rawValue),
            "number": .integer(alert.number),
            "kind": .string(alert.kind.rawValue),
            "severity": .string(alert.severity.rawValue),
            "state": .string(alert.state.rawValue),
            "subject": value(of: alert.subject),
            "summary": .string(alert.summary),
            "details": .object(details.map { JSONValue.Member(name: $0.key, value: .string($0.value)) }),
            "evidence": .array(alert.evidence.map { .string(evidencePath + $0.rawValue) }),
            "speech": .string("/api/v1/alerts/\(alert.id)/speech.wav"),
            "startedAt": .time(alert.startedAt),
            "updatedAt": .time(alert.updatedAt),
            "acknowledgedAt": .time(alert.acknowledgedAt),
            "acknowledgedBy": .text(alert.acknowledgedBy),
            "resolvedAt": .time(alert.resolvedAt),
            "falseAlarm": .bool(alert.isFalseAlarm ?? false),
        ])
    }

    /// Returns an alert's document together with its history.
    static func value(of alert: Alert, timeline: [TimelineEntry]) -> JSONValue {
        guard case .object(let members) = value(of: alert) else { return .null }
        let history = JSONValue.Member(name: "timeline", value: .array(timeline.map(value)))
        return .object(members + [history])
    }

    /// Returns the document of one entry of a history.
    static func value(of entry: TimelineEntry) -> JSONValue {
        JSONValue(object: [
            "at": .time(entry.at),
            "event": .string(entry.event.rawValue),
            "text": .string(entry.text),
            "actor": .text(entry.actor),
        ])
    }

    private static func value(of subject: Subject) -> JSONValue {
        let parts = [
            ("device", subject.device?.rawValue), ("camera", subject.camera?.rawValue),
            ("person", subject.person?.rawValue), ("site", subject.site?.rawValue),
        ]
        return .object(parts.compactMap { name, id in id.map { JSONValue.Member(name: name, value: .string($0)) } })
    }
}
