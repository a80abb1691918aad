import FieldService
import MonitoringModel

/// A world in which there is nothing, for turns that ask nothing of it.
struct NoWorld: DialogueWorld {
    func openings(for request: VisitRequest, within range: Range<Instant>, limit: Int) throws -> [ServiceWindow] { [] }
    func book(_ request: VisitRequest, in window: ServiceWindow) throws -> Visit? { nil }
    func cancel(_ visit: VisitID) throws -> Visit? { nil }
    func technicianName(_ technician: TechnicianID) throws -> String? { nil }
    func openAlerts(for person: PersonID) throws -> [AlertFact] { [] }
    func visits(of person: PersonID) throws -> [Visit] { [] }
}
