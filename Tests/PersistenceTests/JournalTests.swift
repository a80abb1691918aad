import MonitoringModel
import Persistence
import StreamPipeline
import Testing

@Suite("The journal of inputs")
struct JournalTests {
    private func entry(
        _ key: String,
        isExact: Bool,
        isRedelivery: Bool = false,
        after: Duration = .zero
    ) -> JournalEntry {
        JournalEntry(
            kind: .telemetry,
            source: "d1",
            topic: "devices/d1/telemetry",
            observedAt: monday,
            receivedAt: monday + after,
            body: [1, 2, 3],
            identity: InputIdentity(key: Array(key.utf8), isExact: isExact, isRedelivery: isRedelivery)
        )
    }

    private func accepted(_ entries: [JournalEntry]) async throws -> [Bool] {
        let temporary = try TemporaryStore()
        return try await temporary.store.perform { transaction in
            try entries.map { try transaction.journal($0) != nil }
        }
    }

    @Test("An input with a sequence or time of its own is taken once")
    func exactInputIsTakenOnce() async throws {
        let entries = [entry("a", isExact: true), entry("a", isExact: true), entry("b", isExact: true)]
        #expect(try await accepted(entries) == [true, false, true])
    }

    @Test("Equal payloads without sequence or time are readings of their own unless the broker says it repeats")
    func inexactInputNeedsTheBrokersWord() async throws {
        let entries = [
            entry("a", isExact: false),
            entry("a", isExact: false, after: .seconds(1)),
            entry("a", isExact: false, isRedelivery: true, after: .seconds(2)),
            entry("a", isExact: false, after: .seconds(3)),
        ]
        #expect(try await accepted(entries) == [true, true, false, true])
    }

    @Test("A redelivery long after an equal payload is a reading of its own")
    func oldEqualPayloadDoesNotHideARedelivery() async throws {
        let entries = [
            entry("a", isExact: false),
            entry("a", isExact: false, isRedelivery: true, after: .seconds(601)),
        ]
        #expect(try await accepted(entries) == [true, true])
    }

    @Test("A transaction that fails leaves nothing, not even the knowledge of its inputs")
    func failedTransactionLeavesNothing() async throws {
        struct Fault: Error {}
        let temporary = try TemporaryStore()
        let sample = entry("a", isExact: true)
        await #expect(throws: StoreFailure.self) {
            try await temporary.store.perform { transaction in
                _ = try transaction.journal(sample)
                throw Fault()
            }
        }
        let number = try await temporary.store.perform { try $0.journal(sample) }
        #expect(number != nil)
    }

    @Test("Pruning removes what arrived before a time, a bounded number at once")
    func pruningIsBounded() async throws {
        let temporary = try TemporaryStore()
        let entries = (0..<10).map { entry("k\($0)", isExact: true, after: .seconds($0)) }
        _ = try await temporary.store.perform { transaction in try entries.map { try transaction.journal($0) } }
        #expect(try await temporary.store.pruneJournal(before: monday + .seconds(8), limit: 5) == 5)
        #expect(try await temporary.store.pruneJournal(before: monday + .seconds(8), limit: 5) == 3)
        #expect(try await temporary.store.counts().journal == 2)
    }
}
