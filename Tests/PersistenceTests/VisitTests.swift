import FieldService
import MonitoringModel
import MonitoringTestKit
import Persistence
import StreamPipeline
import Testing

@Suite("Visits in the database")
struct VisitTests {
    private let window = ServiceWindow(technician: "maria", start: monday, end: monday + .seconds(3_600))

    private func request(_ customer: PersonID) -> VisitRequest {
        VisitRequest(customer: customer, skill: "cable", reason: "Weak signal.", timeZone: "Europe/Berlin")
    }

    @Test("Of 200 customers who ask for one technician at one time at once, exactly one gets the visit")
    func concurrentBookingsNeverOverlap() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let booked = try await withThrowingTaskGroup(of: Visit?.self) { group in
            for index in 0..<200 {
                // Every other customer asks for a time that only partly overlaps.
                let shift = Duration.seconds(index % 2 == 0 ? 0 : 900)
                let window = ServiceWindow(
                    technician: window.technician,
                    start: window.start + shift,
                    end: window.end + shift
                )
                let request = request(PersonID("customer-\(index)") ?? "nobody")
                group.addTask { try await store.perform { try $0.book(request, in: window, at: monday) } }
            }
            return try await group.reduce(into: [Visit]()) { visits, visit in
                if let visit { visits.append(visit) }
            }
        }
        #expect(booked.count == 1)
        #expect(try await store.visits(matching: VisitQuery()) == booked)
    }

    @Test("The schema itself refuses an overlapping visit")
    func schemaRefusesOverlap() async throws {
        let temporary = try TemporaryStore()
        let request = request("anna")
        let window = window
        let first = try await temporary.store.perform { try $0.book(request, in: window, at: monday) }
        #expect(first?.id == "visit-000001")
        let refused = try temporary.insertVisitWithoutAsking(
            technician: "maria",
            start: monday,
            end: monday + .seconds(60)
        )
        #expect(refused)
        let taken = try temporary.insertVisitWithoutAsking(
            technician: "maria",
            start: monday + .seconds(3_600),
            end: monday + .seconds(7_200)
        )
        #expect(!taken)
    }

    @Test("A cancelled visit frees the technician and cannot be cancelled twice")
    func cancellingFreesTheTime() async throws {
        let temporary = try TemporaryStore()
        let request = request("anna")
        let window = window
        let outcomes = try await temporary.store.perform { transaction in
            let first = try transaction.book(request, in: window, at: monday)
            let second = try transaction.book(request, in: window, at: monday)
            let cancelled = try transaction.cancel("visit-000001", at: monday)
            let again = try transaction.cancel("visit-000001", at: monday)
            let third = try transaction.book(request, in: window, at: monday)
            return [first?.state, second?.state, cancelled?.state, again?.state, third?.state]
        }
        #expect(outcomes == [.booked, nil, .cancelled, nil, .booked])
    }

    @Test(
        "Names that are no visit's are not found",
        arguments: ["visit-", "visit-1", "visit-0000001", "alert-000001", "visit--00001"] as [VisitID]
    )
    func wrongNamesAreNotFound(id: VisitID) async throws {
        let temporary = try TemporaryStore()
        let request = request("anna")
        let window = window
        let cancelled = try await temporary.store.perform { transaction in
            _ = try transaction.book(request, in: window, at: monday)
            return try transaction.cancel(id, at: monday)
        }
        #expect(cancelled == nil)
    }
}
