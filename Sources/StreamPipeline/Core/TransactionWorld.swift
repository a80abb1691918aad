import Alerting
import ChatAssistant
import FieldService
import MonitoringModel

/// What dialogues may ask and do, within the transaction that handles the utterance.
struct TransactionWorld: DialogueWorld {
    /// The most alerts and visits that a person is told of.
    static let maximumFacts = 20

    let transaction: any PipelineTransaction
    let scheduler: Scheduler
    let technicianNames: [TechnicianID: String]
    let now: Instant

    func openings(for request: VisitRequest, within range: Range<Instant>, limit: Int) throws -> [ServiceWindow] {
        // Buffers reach beyond the range: visits of the day before and after count as well.
        let booked = try transaction.bookedVisits(
            from: range.lowerBound - .seconds(86_400),
            to: range.upperBound + .seconds(86_400)
        )
        return try scheduler.openings(
            for: request,
            within: range,
            notBefore: now + scheduler.rules.minimumNotice,
            booked: booked,
            limit: limit
        )
    }

    func book(_ request: VisitRequest, in window: ServiceWindow) throws -> Visit? {
        try transaction.book(request, in: window, at: now)
    }

    func cancel(_ visit: VisitID) throws -> Visit? {
        try transaction.cancel(visit, at: now)
    }

    func technicianName(_ technician: TechnicianID) throws -> String? {
        technicianNames[technician]
    }

    func openAlerts(for person: PersonID) throws -> [AlertFact] {
        let alerts = try transaction.openAlerts(about: person, limit: Self.maximumFacts)
        let facts = alerts.map { alert in
            AlertFact(
                id: alert.id,
                summary: alert.summary,
                severity: alert.severity,
                startedAt: alert.startedAt,
                isAcknowledged: alert.state == .acknowledged
            )
        }
        return facts.sorted { ($1.severity, $1.startedAt) < ($0.severity, $0.startedAt) }
    }

    func visits(of person: PersonID) throws -> [Visit] {
        try transaction.bookedVisits(of: person, after: now, limit: Self.maximumFacts)
    }
}
