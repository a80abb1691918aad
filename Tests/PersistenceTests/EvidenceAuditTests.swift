import MonitoringModel
import MonitoringTestKit
import Testing

@testable import Persistence

@Suite("Records of deleted evidence")
struct EvidenceAuditTests {
    private func record(_ name: EvidenceID, at seconds: Int64, _ reason: EvidenceDeletionRecord.Reason)
        -> EvidenceDeletionRecord
    {
        let at = Instant(millisecondsSinceEpoch: seconds * 1_000)
        return EvidenceDeletionRecord(evidence: name, bytes: 7, storedAt: at, deletedAt: at, reason: reason)
    }

    @Test("Each deletion is found again, newest first, with its reason")
    func recordsAreKept() async throws {
        let temporary = try TemporaryStore()
        let records = [
            record("hall-1-fall.jpg", at: 10, .expired), record("hall-2-fall.mp4", at: 20, .overSize),
            record("hall-3-fall.mp4", at: 30, .abandoned),
        ]
        try await temporary.store.recordDeletions(records)
        let all = try await temporary.store.deletions()
        #expect(all == records.reversed())
        let newest = try await temporary.store.deletions(limit: 1)
        #expect(newest == [records[2]])
    }

    @Test("Records are forgotten only when their own time is over")
    func recordsArePruned() async throws {
        let temporary = try TemporaryStore()
        try await temporary.store.recordDeletions([
            record("hall-1-fall.jpg", at: 10, .expired), record("hall-2-fall.mp4", at: 20, .expired),
        ])
        let removed = try await temporary.store.pruneDeletions(before: Instant(millisecondsSinceEpoch: 20_000))
        #expect(removed == 1)
        let left = try await temporary.store.deletions().map(\.evidence)
        #expect(left == ["hall-2-fall.mp4"])
    }
}
