public import FieldService
public import MonitoringModel

/// What every calendar must do, whatever it is stored in.
///
/// Give it an empty calendar; it returns what went wrong, so that any test can expect an empty list.
public struct VisitLedgerConformance {
    private let ledger: any VisitLedger
    private let technicians: (TechnicianID, TechnicianID)
    private let customers: (PersonID, PersonID)
    private let noon = Instant(millisecondsSinceEpoch: 1_795_521_600_000)
    private var failures: [String] = []

    /// Runs every check against an empty calendar and returns the failures.
    ///
    /// - Parameters:
    ///   - ledger: The calendar.
    ///   - technicians: Two technicians that the calendar's store knows.
    ///   - customers: Two customers that the calendar's store knows.
    /// - Returns: A sentence for each rule that was broken.
    /// - Throws: The calendar's own error, which is a failure too.
    public static func failures(
        of ledger: any VisitLedger,
        technicians: (TechnicianID, TechnicianID),
        customers: (PersonID, PersonID)
    ) throws -> [String] {
        var suite = Self(ledger: ledger, technicians: technicians, customers: customers)
        try suite.checkBooking()
        try suite.checkOverlaps()
        try suite.checkCancelling()
        try suite.checkReading()
        return suite.failures
    }

    private init(
        ledger: any VisitLedger,
        technicians: (TechnicianID, TechnicianID),
        customers: (PersonID, PersonID)
    ) {
        self.ledger = ledger
        self.technicians = technicians
        self.customers = customers
    }

    private mutating func checkBooking() throws {
        let request = request(for: customers.0)
        let window = window(technicians.0, atHour: 0)
        let first = try ledger.book(request, in: window, at: noon)
        expect(first != nil, "a free window can be booked")
        guard let first else { return }
        expect(first.state == .booked, "a new visit is booked")
        expect(first.start == window.start && first.end == window.end, "a visit keeps its window")
        expect(first.customer == request.customer && first.reason == request.reason, "a visit keeps its request")
        expect(first.timeZone == request.timeZone && first.createdAt == noon, "a visit keeps its zone and origin")
        expect(try ledger.bookedVisits(from: window.start, to: window.end) == [first], "a booked visit can be read")
        let second = try ledger.book(request, in: self.window(technicians.0, atHour: 10), at: noon)
        expect((second?.number ?? 0) > first.number, "numbers rise")
        expect(second?.id != first.id, "visits have names of their own")
    }

    private mutating func checkOverlaps() throws {
        let other = request(for: customers.1)
        for shift in [-30, 0, 15, 30] {
            let start = noon + .seconds(60 * shift)
            let taken = ServiceWindow(technician: technicians.0, start: start, end: start + .seconds(3_600))
            expect(try ledger.book(other, in: taken, at: noon) == nil, "an overlap by \(shift) minutes is refused")
        }
        let around = ServiceWindow(
            technician: technicians.0,
            start: noon - .seconds(60),
            end: noon + .seconds(7_200)
        )
        expect(try ledger.book(other, in: around, at: noon) == nil, "a window around a visit is refused")
        let next = try ledger.book(other, in: window(technicians.0, atHour: 1), at: noon)
        expect(next != nil, "windows that only touch do not overlap")
        let colleague = try ledger.book(other, in: window(technicians.1, atHour: 0), at: noon)
        expect(colleague != nil, "another technician is free at the same time")
    }

    private mutating func checkCancelling() throws {
        let window = window(technicians.0, atHour: 20)
        let visit = try ledger.book(request(for: customers.0), in: window, at: noon)
        guard let visit else { return expect(false, "a free window can be booked before it is cancelled") }
        let cancelled = try ledger.cancel(visit.id, at: noon + .seconds(60))
        expect(cancelled?.state == .cancelled, "a cancelled visit says so")
        expect(cancelled?.id == visit.id, "the visit that was named is cancelled")
        expect(try ledger.cancel(visit.id, at: noon) == nil, "a visit is cancelled only once")
        expect(try ledger.cancel(Visit.id(number: 9_999_999), at: noon) == nil, "an unknown visit is not cancelled")
        expect(try ledger.bookedVisits(from: window.start, to: window.end).isEmpty, "cancelled visits block nothing")
        let again = try ledger.book(request(for: customers.1), in: window, at: noon)
        expect(again != nil, "a cancelled window can be booked again")
        expect(again?.id != visit.id, "a name is never used twice")
    }

    private mutating func checkReading() throws {
        let window = window(technicians.1, atHour: 30)
        let visit = try ledger.book(request(for: customers.0), in: window, at: noon)
        let before = try ledger.bookedVisits(from: window.start - .seconds(3_600), to: window.start)
        expect(!before.contains { $0.id == visit?.id }, "a visit that begins at the end of the range is not in it")
        let after = try ledger.bookedVisits(from: window.end, to: window.end + .seconds(3_600))
        expect(!after.contains { $0.id == visit?.id }, "a visit that ends at the start of the range is not in it")
        let inside = try ledger.bookedVisits(from: window.start + .seconds(60), to: window.start + .seconds(120))
        expect(inside.contains { $0.id == visit?.id }, "a visit around the range is in it")
    }

    private func request(for customer: PersonID) -> VisitRequest {
        VisitRequest(customer: customer, skill: "cable", reason: "Weak signal", timeZone: "Europe/Berlin")
    }

    private func window(_ technician: TechnicianID, atHour hour: Int) -> ServiceWindow {
        let start = noon + .seconds(3_600 * hour)
        return ServiceWindow(technician: technician, start: start, end: start + .seconds(3_600))
    }

    private mutating func expect(_ holds: Bool, _ sentence: String) {
        if !holds { failures.append(sentence) }
    }
}
