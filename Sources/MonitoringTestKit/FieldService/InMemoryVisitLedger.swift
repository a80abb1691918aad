public import FieldService
public import MonitoringModel

/// A calendar that lives in memory, for tests.
public final class InMemoryVisitLedger: VisitLedger {
    /// Every visit that was ever booked, by rising number.
    public private(set) var visits: [Visit] = []

    /// Creates an empty calendar.
    public init() {}

    /// Returns the booked visits that overlap a stretch of time.
    public func bookedVisits(from: Instant, to: Instant) throws -> [Visit] {
        visits.filter { $0.state == .booked && $0.start < to && from < $0.end }
    }

    /// Books a visit unless the technician has another then.
    public func book(_ request: VisitRequest, in window: ServiceWindow, at now: Instant) throws -> Visit? {
        let overlapping = try bookedVisits(from: window.start, to: window.end)
        guard !overlapping.contains(where: { $0.technician == window.technician }) else { return nil }
        let visit = Visit(number: Int64(visits.count) + 1, request: request, window: window, now: now)
        visits.append(visit)
        return visit
    }

    /// Cancels a visit that is booked.
    public func cancel(_ visit: VisitID, at now: Instant) throws -> Visit? {
        guard let index = visits.firstIndex(where: { $0.id == visit && $0.state == .booked }) else { return nil }
        visits[index].state = .cancelled
        return visits[index]
    }
}
