public import FieldService
import Foundation
import GRDB
import MonitoringModel

extension SQLiteStore: VisitStore {
    /// Returns visits by falling number.
    ///
    /// - Throws: `StoreFailure` if the database cannot be read.
    public func visits(matching query: VisitQuery) async throws -> [Visit] {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments += [value]
        }
        require("customer = ?", query.customer?.rawValue)
        require("technician = ?", query.technician?.rawValue)
        require("state = ?", query.state?.rawValue)
        require("endAt > ?", query.from?.millisecondsSinceEpoch)
        require("startAt < ?", query.to?.millisecondsSinceEpoch)
        require("number < ?", query.before)
        arguments += [query.limit]
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let sql = "SELECT document FROM visit \(filter) ORDER BY number DESC LIMIT ?"
        let documents = try await read { [arguments] database in
            try Data.fetchAll(database, sql: sql, arguments: arguments)
        }
        return try documents.map { try StoredDocument.decode(Visit.self, from: $0) }
    }
}
