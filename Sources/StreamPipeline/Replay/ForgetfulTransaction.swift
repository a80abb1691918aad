import Alerting
import ChatAssistant
import FieldService
import MonitoringModel

/// A transaction that keeps nothing, for playing history over.
struct ForgetfulTransaction: PipelineTransaction {
    func journal(_ entry: JournalEntry) throws -> Int64? { 0 }

    func saveState(_ state: [UInt8]?, of key: MachineKey) throws {}

    func save(_ alert: Alert) throws {}

    func append(_ entry: TimelineEntry) throws {}

    func enqueue(_ entry: OutboxEntry) throws {}

    func setDeadline(_ id: Deadline.ID, to instant: Instant?) throws {}

    func keep(_ document: KeptDocument, at now: Instant) throws {}

    func removeDocument(_ kind: DocumentKind, _ id: String) throws {}

    func write(_ row: TableRow, _ operation: TableRow.Operation, at now: Instant) throws -> String? { nil }

    func append(_ message: QueueMessage) throws -> String? { nil }

    func append(_ message: ChatMessage) throws -> ChatMessage { message }

    func openAlerts(about person: PersonID, limit: Int) throws -> [Alert] { [] }

    func bookedVisits(of customer: PersonID, after instant: Instant, limit: Int) throws -> [Visit] { [] }

    func bookedVisits(from: Instant, to: Instant) throws -> [Visit] { [] }

    func book(_ request: VisitRequest, in window: ServiceWindow, at now: Instant) throws -> Visit? { nil }

    func cancel(_ visit: VisitID, at now: Instant) throws -> Visit? { nil }
}
