import Alerting
import Foundation
import GRDB
import MonitoringModel

extension StoreTransaction {
    func save(_ alert: Alert) throws {
        let document = try StoredDocument.encode(alert)
        try run(
            """
            INSERT INTO alert
                (number, fingerprint, kind, severity, state, device, camera, person, site, startedAt, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET
                severity = excluded.severity, state = excluded.state, document = excluded.document
            """,
            [
                alert.number, alert.fingerprint, alert.kind.rawValue, alert.severity.rawValue, alert.state.rawValue,
                alert.subject.device?.rawValue, alert.subject.camera?.rawValue, alert.subject.person?.rawValue,
                alert.subject.site?.rawValue, alert.startedAt.millisecondsSinceEpoch, document,
            ]
        )
    }

    func append(_ entry: TimelineEntry) throws {
        try run(
            "INSERT INTO timelineEntry (alert, at, event, text, actor) VALUES (?, ?, ?, ?, ?)",
            [
                try AlertNumber.of(entry.alert), entry.at.millisecondsSinceEpoch, entry.event.rawValue, entry.text,
                entry.actor,
            ]
        )
    }

    func openAlerts(about person: PersonID, limit: Int) throws -> [Alert] {
        let documents = try Data.fetchAll(
            database,
            sql: """
                SELECT document FROM alert WHERE person = ? AND state <> 'resolved' ORDER BY number DESC LIMIT ?
                """,
            arguments: [person.rawValue, limit]
        )
        return try documents.map { try StoredDocument.decode(Alert.self, from: $0) }
    }
}
