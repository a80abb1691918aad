public import FieldService
public import MonitoringModel

/// What a dialogue may ask and do, inside the transaction that handles the utterance.
public protocol DialogueWorld {
    /// Returns times at which a technician could come, earliest first; the minimum notice is kept.
    ///
    /// - Throws: The store's error, or `FieldServiceError` if the request makes no sense.
    func openings(for request: VisitRequest, within range: Range<Instant>, limit: Int) throws -> [ServiceWindow]

    /// Books a visit, or returns `nil` if the technician is no longer free then.
    ///
    /// - Throws: The store's error.
    func book(_ request: VisitRequest, in window: ServiceWindow) throws -> Visit?

    /// Cancels a visit, or returns `nil` if there is no booked visit of that name.
    ///
    /// - Throws: The store's error.
    func cancel(_ visit: VisitID) throws -> Visit?

    /// Returns a technician's name as customers hear it, or `nil` if the technician is unknown.
    ///
    /// - Throws: The store's error.
    func technicianName(_ technician: TechnicianID) throws -> String?

    /// Returns the alerts that are not over and that the person may know of, the most important first.
    ///
    /// - Throws: The store's error.
    func openAlerts(for person: PersonID) throws -> [AlertFact]

    /// Returns the person's booked visits that have not ended, earliest first.
    ///
    /// - Throws: The store's error.
    func visits(of person: PersonID) throws -> [Visit]
}
