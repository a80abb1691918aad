import Foundation
import GRDB
import MonitoringModel

extension StoreTransaction {
    func keep(_ document: KeptDocument, at now: Instant) throws {
        try run(
            """
            INSERT INTO keptDocument (kind, id, body, changedAt) VALUES (?, ?, ?, ?)
            ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, changedAt = excluded.changedAt
            """,
            [document.kind.rawValue, document.id, Data(document.body.serialized), now.millisecondsSinceEpoch]
        )
    }

    func removeDocument(_ kind: DocumentKind, _ id: String) throws {
        try run("DELETE FROM keptDocument WHERE kind = ? AND id = ?", [kind.rawValue, id])
    }
}
