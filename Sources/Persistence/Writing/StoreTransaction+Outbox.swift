import Alerting
import Foundation
import GRDB
import MonitoringModel

extension StoreTransaction {
    func enqueue(_ entry: OutboxEntry) throws {
        try run(
            """
            INSERT INTO outbox (key, channel, address, alert, contentType, body, createdAt, attempts, dueAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
            """,
            [
                entry.key, entry.channel, entry.address, try entry.alert.map(AlertNumber.of), entry.contentType,
                Data(entry.body), entry.createdAt.millisecondsSinceEpoch, entry.attempts,
                entry.dueAt.millisecondsSinceEpoch,
            ]
        )
    }
}
