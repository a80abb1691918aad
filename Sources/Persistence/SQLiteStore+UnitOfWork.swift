import Alerting
import Foundation
import GRDB
import MonitoringModel
public import StreamPipeline

extension SQLiteStore: UnitOfWork {
    /// Runs a batch in one durable transaction.
    ///
    /// - Throws: ``StoreFailure`` if the database cannot be written; nothing is kept then.
    public func perform<Value: Sendable>(
        _ body: @escaping @Sendable (any PipelineTransaction) throws -> Value
    ) async throws -> Value {
        let window = configuration.redeliveryWindow
        return try await write { database in
            try body(StoreTransaction(database: database, redeliveryWindow: window))
        }
    }

    /// Reads the state that the last transaction left.
    ///
    /// - Throws: ``StoreFailure`` if the database cannot be read.
    public func restore() async throws -> StoredState {
        try await read { database in
            StoredState(
                machines: try Self.machines(database),
                openAlerts: try Self.openAlerts(database),
                nextAlertNumber: (try Int64.fetchOne(database, sql: "SELECT MAX(number) FROM alert") ?? 0) + 1,
                deadlines: try Self.deadlines(database),
                documents: try Self.documents(database)
            )
        }
    }

    private static func machines(_ database: Database) throws -> [MachineKey: [UInt8]] {
        let rows = try Row.fetchAll(database, sql: "SELECT machine, key, state FROM machineState")
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let state: Data = row["state"]
                return (MachineKey(machine: row["machine"], key: row["key"]), Array(state))
            }
        )
    }

    private static func openAlerts(_ database: Database) throws -> [Alert] {
        let sql = "SELECT document FROM alert WHERE state <> 'resolved' ORDER BY number"
        return try Data.fetchAll(database, sql: sql).map { try StoredDocument.decode(Alert.self, from: $0) }
    }

    private static func documents(_ database: Database) throws -> [KeptDocument] {
        try Row.fetchAll(database, sql: "SELECT kind, id, body FROM keptDocument ORDER BY kind, id")
            .map { row in
                let name: String = row["kind"]
                let id: String = row["id"]
                let body: Data = row["body"]
                guard let kind = DocumentKind(rawValue: name) else {
                    throw UnknownValue(column: "keptDocument.kind", value: name)
                }
                return KeptDocument(kind: kind, id: id, body: try JSONParser.parse(Array(body)))
            }
    }

    private static func deadlines(_ database: Database) throws -> [Deadline] {
        try Row.fetchAll(database, sql: "SELECT owner, key, dueAt FROM deadline")
            .map { row in
                Deadline(
                    id: Deadline.ID(owner: row["owner"], key: row["key"]),
                    dueAt: Instant(millisecondsSinceEpoch: row["dueAt"])
                )
            }
    }
}
