import Alerting
import Foundation
import GRDB
import MonitoringModel

extension StoreTransaction {
    /// Records how one delivery ended; an entry that is no longer there changes nothing.
    func record(_ result: DeliveryResult, of entry: OutboxEntry, at now: Instant) throws {
        switch result {
        case .delivered(let receipt):
            try run("DELETE FROM outbox WHERE key = ?", [entry.key])
            try note(entry, .delivered, "Delivered by \(entry.channel): \(receipt)", now)
        case .retry(let reason, let instant):
            try run(
                "UPDATE outbox SET attempts = attempts + 1, dueAt = ? WHERE key = ?",
                [instant.millisecondsSinceEpoch, entry.key]
            )
            // A receiver that is down for days must not fill the history: the first failure is noted.
            if entry.attempts == 0 {
                try note(entry, .deliveryFailed, "Not delivered by \(entry.channel), trying again: \(reason)", now)
            }
        case .abandoned(let reason):
            try run(
                """
                INSERT INTO abandonedMessage (key, channel, address, reason, body, createdAt, abandonedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
                """,
                [
                    entry.key, entry.channel, entry.address, reason, Data(entry.body),
                    entry.createdAt.millisecondsSinceEpoch, now.millisecondsSinceEpoch,
                ]
            )
            try run("DELETE FROM outbox WHERE key = ?", [entry.key])
            try note(entry, .deliveryFailed, "Given up by \(entry.channel): \(reason)", now)
        }
    }

    private func note(
        _ entry: OutboxEntry,
        _ event: TimelineEntry.Event,
        _ text: String,
        _ now: Instant
    ) throws {
        guard let alert = entry.alert, database.changesCount > 0 else { return }
        try append(TimelineEntry(alert: alert, at: now, event: event, text: text))
    }
}
