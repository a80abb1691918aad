import GRDB
public import MonitoringModel

/// A record that a picture or film was deleted.
public struct EvidenceDeletionRecord: Hashable, Sendable {
    /// Why a file was deleted; the names are part of the database.
    public enum Reason: String, Sendable, CaseIterable {
        /// It was older than its kind is kept.
        case expired
        /// There was too much.
        case overSize = "over_size"
        /// It was promised and could not be made.
        case abandoned
    }

    /// The file.
    public var evidence: EvidenceID
    /// Its size in bytes.
    public var bytes: Int
    /// When it was stored.
    public var storedAt: Instant
    /// When it was deleted.
    public var deletedAt: Instant
    /// Why.
    public var reason: Reason

    /// Creates a record.
    public init(evidence: EvidenceID, bytes: Int, storedAt: Instant, deletedAt: Instant, reason: Reason) {
        self.evidence = evidence
        self.bytes = bytes
        self.storedAt = storedAt
        self.deletedAt = deletedAt
        self.reason = reason
    }
}

extension SQLiteStore {
    /// Keeps records of deletions.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func recordDeletions(_ records: [EvidenceDeletionRecord]) async throws {
        guard !records.isEmpty else { return }
        try await write { database in
            for record in records {
                try database.execute(
                    sql: """
                        INSERT INTO evidenceDeletion (evidence, bytes, storedAt, deletedAt, reason)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        record.evidence.rawValue, record.bytes, record.storedAt.millisecondsSinceEpoch,
                        record.deletedAt.millisecondsSinceEpoch, record.reason.rawValue,
                    ]
                )
            }
        }
    }

    /// Returns the newest records of deletions.
    ///
    /// - Parameter limit: The greatest number, at most 1,000.
    /// - Returns: The records, newest first.
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func deletions(limit: Int = 100) async throws -> [EvidenceDeletionRecord] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT evidence, bytes, storedAt, deletedAt, reason FROM evidenceDeletion
                    ORDER BY sequence DESC LIMIT ?
                    """,
                arguments: [min(max(limit, 0), 1_000)]
            )
            return try rows.map { row in
                let (name, text): (String, String) = (row["evidence"], row["reason"])
                guard let evidence = EvidenceID(name) else {
                    throw UnknownValue(column: "evidenceDeletion.evidence", value: name)
                }
                guard let reason = EvidenceDeletionRecord.Reason(rawValue: text) else {
                    throw UnknownValue(column: "evidenceDeletion.reason", value: text)
                }
                return EvidenceDeletionRecord(
                    evidence: evidence,
                    bytes: row["bytes"],
                    storedAt: Instant(millisecondsSinceEpoch: row["storedAt"]),
                    deletedAt: Instant(millisecondsSinceEpoch: row["deletedAt"]),
                    reason: reason
                )
            }
        }
    }

    /// Removes records of deletions from before a time, and returns how many.
    ///
    /// - Throws: `StoreFailure` if the database cannot be written.
    public func pruneDeletions(before instant: Instant) async throws -> Int {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM evidenceDeletion WHERE deletedAt < ?",
                arguments: [instant.millisecondsSinceEpoch]
            )
            return database.changesCount
        }
    }
}
