import FieldService
import MonitoringModel

/// A world in which there is nothing, for turns that ask nothing of it.
struct NoWorld: DialogueWorld {
    /// Returns nothing.
    func openings(for request: VisitRequest, within range: Range<Instant>, limit: Int) throws -> [ServiceWindow] { [] }
    /// Books nothing.
    func book(_ request: VisitRequest, in window: ServiceWindow) throws -> Visit? { nil }
    /// Cancels nothing.
    func cancel(_ visit: VisitID) throws -> Visit? { nil }
    /// Knows nobody.
    func technicianName(_ technician: TechnicianID) throws -> String? { nil }
    /// Returns nothing.
    func openAlerts(for person: PersonID) throws -> [AlertFact] { [] }
    /// Returns nothing.
    func visits(of person: PersonID) throws -> [Visit] { [] }
}
