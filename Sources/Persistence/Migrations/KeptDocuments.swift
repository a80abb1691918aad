extension Migration {
    /// Rules and alarms that are kept beside the settings.
    static let keptDocuments = Migration(
        name: "2026-11-23 kept documents",
        sql: """
            CREATE TABLE keptDocument (
                kind TEXT NOT NULL CHECK (kind IN ('rule', 'alarm')),
                id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 128),
                body BLOB NOT NULL CHECK (length(body) <= 262144),
                changedAt INTEGER NOT NULL,
                PRIMARY KEY (kind, id)
            ) STRICT, WITHOUT ROWID;
            """
    )
}
