import Foundation
import GRDB
import MonitoringModel

extension TemporaryStore {
    /// Inserts a visit past the program's own check; returns whether the schema refused it.
    func insertVisitWithoutAsking(technician: String, start: Instant, end: Instant) throws -> Bool {
        let queue = try DatabaseQueue(path: path)
        do {
            try queue.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO visit (number, technician, customer, state, startAt, endAt, document)
                        VALUES (99, ?, 'x', 'booked', ?, ?, x'00')
                        """,
                    arguments: [technician, start.millisecondsSinceEpoch, end.millisecondsSinceEpoch]
                )
            }
            return false
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            return true
        }
    }

    /// Returns a pragma's value on a connection of the store's own kind.
    func text(_ sql: String) throws -> String? {
        try DatabaseQueue(path: path).read { try String.fetchOne($0, sql: sql) }
    }
}
