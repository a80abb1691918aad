extension Migration {
    /// Which pictures and films were deleted, when and why; the files themselves are not in the database.
    static let evidenceAudit = Migration(
        name: "2026-11-23 evidence audit",
        sql: """
            CREATE TABLE evidenceDeletion (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                evidence TEXT NOT NULL,
                bytes INTEGER NOT NULL CHECK (bytes >= 0),
                storedAt INTEGER NOT NULL,
                deletedAt INTEGER NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('expired', 'over_size', 'abandoned'))
            ) STRICT;
            CREATE INDEX evidenceDeletionByDeletedAt ON evidenceDeletion (deletedAt);
            """
    )
}
