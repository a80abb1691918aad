import ChatAssistant
import FieldService
import MonitoringModel
import MonitoringTestKit
import Testing

/// A world for conversations: a calendar in memory, two technicians, and alerts set by the test.
final class Household: DialogueWorld {
    /// The zone of everybody.
    static let zone = "Europe/Berlin"

    let ledger = InMemoryVisitLedger()
    let scheduler: Scheduler
    var now: Instant
    var alerts: [AlertFact] = []
    /// Runs once, right before the next booking: somebody else is faster.
    var beforeBooking: ((Household) throws -> Void)?

    init(now: Instant, technicians: [Technician] = Household.technicians) throws {
        self.now = now
        self.scheduler = try Scheduler(technicians: technicians)
    }

    /// Maria works from Tuesday to Friday, 10 to 17 o'clock; Tom on Wednesday afternoon.
    static let technicians: [Technician] = [
        Technician(
            id: TechnicianID("maria"),
            name: "Maria",
            skills: ["cable"],
            shifts: (2...5).map { Technician.Shift(weekday: $0, startMinute: 600, endMinute: 1_020) },
            timeZone: zone
        ),
        Technician(
            id: TechnicianID("tom"),
            name: "Tom",
            skills: ["cable"],
            shifts: [Technician.Shift(weekday: 3, startMinute: 720, endMinute: 1_080)],
            timeZone: zone
        ),
    ]

    func openings(for request: VisitRequest, within range: Range<Instant>, limit: Int) throws -> [ServiceWindow] {
        let booked = try ledger.bookedVisits(
            from: range.lowerBound - .seconds(86_400),
            to: range.upperBound + .seconds(86_400)
        )
        return try scheduler.openings(for: request, within: range, now: now, booked: booked, limit: limit)
    }

    func book(_ request: VisitRequest, in window: ServiceWindow) throws -> Visit? {
        if let hook = beforeBooking {
            beforeBooking = nil
            try hook(self)
        }
        return try ledger.book(request, in: window, at: now)
    }

    func cancel(_ visit: VisitID) throws -> Visit? { try ledger.cancel(visit, at: now) }

    func technicianName(_ technician: TechnicianID) throws -> String? {
        Self.technicians.first { $0.id == technician }?.name
    }

    func openAlerts(for person: PersonID) throws -> [AlertFact] { alerts }

    func visits(of person: PersonID) throws -> [Visit] {
        ledger.visits.filter { $0.customer == person && $0.state == .booked && $0.end > now }
            .sorted { $0.start < $1.start }
    }

    /// The visits that are booked now.
    var booked: [Visit] { ledger.visits.filter { $0.state == .booked } }
}

extension Optional {
    /// The value; the test stops if there is none.
    var known: Wrapped {
        guard let self else { preconditionFailure("a constant of a test is wrong") }
        return self
    }
}
