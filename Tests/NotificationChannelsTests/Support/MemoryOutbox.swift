import Alerting
import MonitoringModel
import MonitoringTestKit
import NotificationChannels

/// An outbox in memory that behaves as the store does, and fails when told to.
actor MemoryOutbox: Outbox {
    struct Failure: Error {}

    private var entries: [OutboxEntry] = []
    private(set) var results: [(key: String, result: DeliveryResult)] = []
    private(set) var records = 0
    private(set) var failingRecords: Int
    private(set) var failingReads: Int

    init(_ entries: [OutboxEntry] = [], failingRecords: Int = 0, failingReads: Int = 0) {
        self.entries = entries
        self.failingRecords = failingRecords
        self.failingReads = failingReads
    }

    var waiting: [OutboxEntry] { entries }
    var delivered: [String] {
        results.compactMap { if case .delivered = $0.result { $0.key } else { nil } }
    }
    var abandoned: [String] {
        results.compactMap { if case .abandoned = $0.result { $0.key } else { nil } }
    }

    func add(_ entry: OutboxEntry) { entries.append(entry) }

    func due(channel: String, at now: Instant, limit: Int) async throws -> [OutboxEntry] {
        if failingReads > 0 {
            failingReads -= 1
            throw Failure()
        }
        let due = entries.enumerated().filter { $0.element.channel == channel && $0.element.dueAt <= now }
        let sorted = due.sorted { ($0.element.dueAt, $0.offset) < ($1.element.dueAt, $1.offset) }
        return sorted.prefix(limit).map(\.element)
    }

    func nextDue(channel: String) async throws -> Instant? {
        entries.filter { $0.channel == channel }.map(\.dueAt).min()
    }

    func record(_ results: [(entry: OutboxEntry, result: DeliveryResult)], at now: Instant) async throws {
        if failingRecords > 0 {
            failingRecords -= 1
            throw Failure()
        }
        records += 1
        for (entry, result) in results {
            self.results.append((entry.key, result))
            guard let index = entries.firstIndex(where: { $0.key == entry.key }) else { continue }
            switch result {
            case .delivered, .abandoned: entries.remove(at: index)
            case .retry(_, let instant):
                entries[index].attempts += 1
                entries[index].dueAt = instant
            }
        }
    }
}

extension OutboxEntry {
    static func message(_ key: String, to address: String, channel: String = "webhook") -> OutboxEntry {
        OutboxEntry(
            key: key,
            channel: channel,
            address: address,
            alert: AlertID("alert-000001"),
            contentType: "application/json",
            body: Array("{\"key\":\"\(key)\"}".utf8),
            createdAt: Instant(millisecondsSinceEpoch: 1_000)
        )
    }
}
