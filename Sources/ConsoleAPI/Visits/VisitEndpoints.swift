import FieldService
import HTTPTypes
import Hummingbird
import MonitoringModel

/// Reading technicians' visits.
struct VisitEndpoints: Sendable {
    /// Where visits are read.
    let store: any VisitStore

    /// The address.
    var routes: [ConsoleRoute] {
        [ConsoleRoute(.get, "/api/v1/visits", handler: list)]
    }

    private func list(_ request: Request, _ context: ConsoleContext) async throws -> Response {
        let query = try Self.query(of: request)
        let visits = try await store.visits(matching: query)
        // The store does not tell whether more follow: after a full page another one is offered.
        let next = visits.count == query.limit ? visits.last?.number : nil
        return .json(
            JSONValue(object: [
                "visits": .array(visits.map(Self.document)),
                "next": .text(next.map { PageCursor.text(after: $0, list: .visits) }),
            ])
        )
    }

    private static func query(of request: Request) throws(Problem) -> VisitQuery {
        let parameters = try QueryReader(
            request,
            permitted: ["customer", "technician", "state", "from", "to", "limit", "cursor"]
        )
        var query = VisitQuery(limit: try parameters.number("limit", in: 1...500, default: 50))
        query.customer = try parameters.identifier("customer")
        query.technician = try parameters.identifier("technician")
        query.state = try parameters.choice("state")
        query.from = try parameters.instant("from")
        query.to = try parameters.instant("to")
        query.before = try parameters.cursor("cursor", of: .visits)
        return query
    }

    private static func document(_ visit: Visit) -> JSONValue {
        JSONValue(object: [
            "id": .string(visit.id.rawValue),
            "number": .integer(visit.number),
            "technician": .string(visit.technician.rawValue),
            "customer": .string(visit.customer.rawValue),
            "site": .text(visit.site?.rawValue),
            "alert": .text(visit.alert?.rawValue),
            "skill": .string(visit.skill),
            "reason": .string(visit.reason),
            "start": .time(visit.start),
            "end": .time(visit.end),
            "timeZone": .string(visit.timeZone),
            "state": .string(visit.state.rawValue),
            "createdAt": .time(visit.createdAt),
        ])
    }
}
