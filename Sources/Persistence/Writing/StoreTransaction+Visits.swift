import FieldService
import Foundation
import GRDB
import MonitoringModel

extension StoreTransaction {
    func bookedVisits(from: Instant, to: Instant) throws -> [Visit] {
        try visits(
            "SELECT document FROM visit WHERE state = 'booked' AND startAt < ? AND endAt > ? ORDER BY startAt, number",
            [to.millisecondsSinceEpoch, from.millisecondsSinceEpoch]
        )
    }

    func bookedVisits(of customer: PersonID, after instant: Instant, limit: Int) throws -> [Visit] {
        try visits(
            """
            SELECT document FROM visit WHERE customer = ? AND state = 'booked' AND endAt > ?
            ORDER BY startAt, number LIMIT ?
            """,
            [customer.rawValue, instant.millisecondsSinceEpoch, limit]
        )
    }

    func book(_ request: VisitRequest, in window: ServiceWindow, at now: Instant) throws -> Visit? {
        let isTaken = try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM visit WHERE technician = ? AND state = 'booked' AND startAt < ? AND endAt > ?)
                """,
            arguments: [
                window.technician.rawValue, window.end.millisecondsSinceEpoch, window.start.millisecondsSinceEpoch,
            ]
        )
        guard isTaken == false else { return nil }
        let last = try Int64.fetchOne(database, sql: "SELECT MAX(number) FROM visit") ?? 0
        let visit = Visit(number: last + 1, request: request, window: window, now: now)
        try run(
            """
            INSERT INTO visit (number, technician, customer, state, startAt, endAt, document)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                visit.number, visit.technician.rawValue, visit.customer.rawValue, visit.state.rawValue,
                visit.start.millisecondsSinceEpoch, visit.end.millisecondsSinceEpoch, try StoredDocument.encode(visit),
            ]
        )
        return visit
    }

    func cancel(_ id: VisitID, at now: Instant) throws -> Visit? {
        let document = try Data.fetchOne(
            database,
            sql: "SELECT document FROM visit WHERE number = ? AND state = 'booked'",
            arguments: [VisitNumber.of(id)]
        )
        guard let document else { return nil }
        var visit = try StoredDocument.decode(Visit.self, from: document)
        visit.state = .cancelled
        try run(
            "UPDATE visit SET state = ?, document = ? WHERE number = ?",
            [visit.state.rawValue, try StoredDocument.encode(visit), visit.number]
        )
        return visit
    }

    private func visits(_ sql: String, _ arguments: StatementArguments) throws -> [Visit] {
        try Data.fetchAll(database, sql: sql, arguments: arguments)
            .map {
                try StoredDocument.decode(Visit.self, from: $0)
            }
    }
}
