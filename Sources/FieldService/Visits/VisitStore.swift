public import MonitoringModel

/// Which visits are asked for; every condition that is given must hold.
public struct VisitQuery: Hashable, Sendable {
    /// Only visits to this customer.
    public var customer: PersonID?
    /// Only visits of this technician.
    public var technician: TechnicianID?
    /// Only in this state.
    public var state: Visit.State?
    /// Only visits that end after this time.
    public var from: Instant?
    /// Only visits that begin before this time.
    public var to: Instant?
    /// Only visits with a lower number than this: where the page before ended.
    public var before: Int64?
    /// The number of visits on the page, 1 to 500; 50 unless said otherwise.
    public var limit: Int

    /// Creates a query for the newest visits without any condition.
    public init(limit: Int = 50) {
        self.limit = min(max(limit, 1), 500)
    }
}

/// Where visits are read from.
public protocol VisitStore: Sendable {
    /// Returns visits by falling number.
    ///
    /// - Throws: The store's error if it cannot be read.
    func visits(matching query: VisitQuery) async throws -> [Visit]
}

/// The calendar as the transaction that books sees it.
///
/// The implementation guards against overlap itself: two bookings of one technician for overlapping
/// times never both succeed, whatever was read before.
public protocol VisitLedger {
    /// Returns the booked visits of any technician that overlap a stretch of time.
    ///
    /// - Throws: The store's error if it cannot be read.
    func bookedVisits(from: Instant, to: Instant) throws -> [Visit]

    /// Books a visit, or returns `nil` if the technician is no longer free then.
    ///
    /// - Throws: The store's error if it cannot be written.
    func book(_ request: VisitRequest, in window: ServiceWindow, at now: Instant) throws -> Visit?

    /// Cancels a visit, or returns `nil` if there is no booked visit of that name.
    ///
    /// - Throws: The store's error if it cannot be written.
    func cancel(_ visit: VisitID, at now: Instant) throws -> Visit?
}
