public import FieldService
import Foundation
import GRDB
import MonitoringModel

extension SQLiteStore: VisitStore {
    /// Returns visits by falling number.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func visits(matching wanted: VisitQuery) async throws -> [Visit] {
        var query = DocumentQuery()
        query.require("customer = ?", wanted.customer?.rawValue)
        query.require("technician = ?", wanted.technician?.rawValue)
        query.require("state = ?", wanted.state?.rawValue)
        query.require("endAt > ?", wanted.from?.millisecondsSinceEpoch)
        query.require("startAt < ?", wanted.to?.millisecondsSinceEpoch)
        query.require("number < ?", wanted.before)
        let (sql, arguments) = query.statement(on: "visit", limit: wanted.limit)
        let documents = try await read { database in
            try Data.fetchAll(database, sql: sql, arguments: arguments)
        }
        return try documents.map { try StoredDocument.decode(Visit.self, from: $0) }
    }
}
