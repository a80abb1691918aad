import GRDB

/// One step of the schema's history; once released it is never edited.
struct Migration: Sendable {
    /// The step's name: date and purpose.
    let name: String
    /// The statements, run in one transaction.
    let sql: String

    /// All steps, oldest first.
    static let all: [Migration] = [.firstSchema, .evidenceAudit, .keptDocuments, .ruleTables]

    /// Returns a migrator that brings any older database to the newest schema.
    static func migrator(_ migrations: [Migration] = all) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { database in
                try database.execute(sql: migration.sql)
            }
        }
        return migrator
    }
}
