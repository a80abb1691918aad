import Alerting
import MonitoringModel
import Persistence
import StreamPipeline
import Testing

@Suite("The outbox in the database")
struct OutboxTests {
    private func entry(_ key: String, channel: String = "webhook", body: [UInt8] = [1]) -> OutboxEntry {
        OutboxEntry(
            key: key,
            channel: channel,
            address: "http://localhost/",
            contentType: "application/json",
            body: body,
            createdAt: monday
        )
    }

    @Test("A key that is there keeps its first body")
    func keysKeepTheirBody() async throws {
        let temporary = try TemporaryStore()
        let entries = [entry("a", body: [1]), entry("a", body: [2])]
        try await temporary.store.perform { transaction in for entry in entries { try transaction.enqueue(entry) } }
        let due = try await temporary.store.due(channel: "webhook", at: monday, limit: 10)
        #expect(due == [entry("a", body: [1])])
    }

    @Test("Messages come due in their order, by channel, and again after a failed attempt")
    func failedMessagesComeDueAgain() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let entries = [entry("a"), entry("b"), entry("c", channel: "speech")]
        try await store.perform { transaction in for entry in entries { try transaction.enqueue(entry) } }
        let later = monday + .seconds(10)
        try await store.record([(entry: entries[0], result: .retry(reason: "HTTP 503", at: later))], at: monday)
        #expect(try await store.due(channel: "webhook", at: monday, limit: 10).map(\.key) == ["b"])
        try await store.record([(entry: entries[1], result: .delivered(receipt: "HTTP 200"))], at: monday)
        #expect(try await store.nextDue(channel: "webhook") == later)
        let again = try await store.due(channel: "webhook", at: later, limit: 10)
        #expect(again.map(\.key) == ["a"])
        #expect(again.map(\.attempts) == [1])
        try await store.record([(entry: again[0], result: .abandoned(reason: "HTTP 410"))], at: later)
        #expect(try await store.nextDue(channel: "webhook") == nil)
        let counts = try await store.counts()
        #expect(counts.outbox == 1)
        #expect(counts.abandoned == 1)
    }

    @Test("Messages that were given up are kept by age and number, the newest")
    func abandonedMessagesAreBounded() async throws {
        let temporary = try TemporaryStore()
        let store = temporary.store
        let entries = (0..<20).map { entry("k\($0)") }
        try await store.perform { transaction in for entry in entries { try transaction.enqueue(entry) } }
        for (place, entry) in entries.enumerated() {
            try await store.record([(entry: entry, result: .abandoned(reason: "x"))], at: monday + .seconds(place))
        }
        #expect(try await store.pruneAbandoned(before: monday, keeping: 100) == 0)
        #expect(try await store.pruneAbandoned(before: monday + .seconds(5), keeping: 100, limit: 3) == 3)
        #expect(try await store.pruneAbandoned(before: monday + .seconds(5), keeping: 100, limit: 3) == 2)
        #expect(try await store.pruneAbandoned(before: monday, keeping: 9) == 6)
        #expect(try await store.counts().abandoned == 9)
        #expect(try await store.pruneAbandoned(before: monday, keeping: 9) == 0)
    }

    @Test("Recording a delivery twice, or of a message that is gone, changes nothing")
    func recordingIsIdempotent() async throws {
        let temporary = try TemporaryStore()
        let gone = entry("gone")
        try await temporary.store.record([(entry: gone, result: .delivered(receipt: "x"))], at: monday)
        #expect(try await temporary.store.counts().outbox == 0)
    }
}
