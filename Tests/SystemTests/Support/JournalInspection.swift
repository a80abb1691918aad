import Foundation
import GRDB

/// What the database of a stopped service holds.
struct JournalInspection {
    private let queue: DatabaseQueue

    init(path: String) throws {
        queue = try DatabaseQueue(path: path)
    }

    private func count(_ sql: String) throws -> Int {
        try queue.read { try Int.fetchOne($0, sql: sql) ?? -1 }
    }

    /// Stored messages of devices.
    func readings() throws -> Int { try count("SELECT COUNT(*) FROM journal WHERE kind = 'telemetry'") }

    /// Different stored messages of devices.
    func distinctReadings() throws -> Int {
        try count("SELECT COUNT(*) FROM (SELECT DISTINCT topic, body FROM journal WHERE kind = 'telemetry')")
    }

    /// All alerts.
    func alerts() throws -> Int { try count("SELECT COUNT(*) FROM alert") }

    /// Alerts that are not resolved.
    func openAlerts() throws -> Int { try count("SELECT COUNT(*) FROM alert WHERE state <> 'resolved'") }

    /// The keys of the messages that every alert's firing and end owe to one webhook.
    func expectedWebhookKeys(receiver: String) throws -> [String] {
        let rows = try queue.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT alert, event FROM timelineEntry WHERE event IN ('fired', 'resolved')"
            )
        }
        return rows.map { row in
            let number: Int = row["alert"]
            let event: String = row["event"]
            return String(format: "alert-%06d/", number) + event + "/" + receiver
        }
    }
}
