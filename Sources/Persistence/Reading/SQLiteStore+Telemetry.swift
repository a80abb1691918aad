import Foundation
import GRDB
public import MonitoringModel

/// A device's message as it was stored.
public struct StoredTelemetry: Hashable, Sendable {
    /// Its number in the journal.
    public var sequence: Int64
    /// The topic it was published to.
    public var topic: String
    /// When it arrived, by our clock.
    public var receivedAt: Instant
    /// The payload.
    public var payload: [UInt8]
}

extension SQLiteStore {
    /// Returns stored messages in the order of arrival; at most `limit` (1 to 10,000).
    ///
    /// - Parameters:
    ///   - range: The times of arrival.
    ///   - sequence: The number after which to go on.
    ///   - limit: How many at most.
    ///   - device: Only the messages of this device; all if `nil`.
    /// - Returns: The messages; none if there are no more.
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func telemetry(
        in range: Range<Instant>,
        after sequence: Int64,
        limit: Int,
        of device: DeviceID? = nil
    ) async throws -> [StoredTelemetry] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT sequence, topic, receivedAt, body FROM journal
                    WHERE sequence > ?1 AND kind = 'telemetry' AND receivedAt >= ?2 AND receivedAt < ?3
                        AND (?4 IS NULL OR source = ?4)
                    ORDER BY sequence LIMIT ?5
                    """,
                arguments: [
                    sequence, range.lowerBound.millisecondsSinceEpoch, range.upperBound.millisecondsSinceEpoch,
                    device?.rawValue, min(max(limit, 1), 10_000),
                ]
            )
            .map { row in
                let body: Data = row["body"]
                return StoredTelemetry(
                    sequence: row["sequence"],
                    topic: row["topic"],
                    receivedAt: Instant(millisecondsSinceEpoch: row["receivedAt"]),
                    payload: Array(body)
                )
            }
        }
    }
}
