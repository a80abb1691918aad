import Alerting
import MonitoringModel
import Persistence
import RuleEngine
import StreamPipeline

/// The outbox as the delivery loops see it: how rules' actions ended is told to the rules before it is recorded.
///
/// If recording fails the report is made again, and is recognised as a repetition.
struct ActionOutbox: Outbox {
    let store: SQLiteStore
    let pipeline: StreamPipeline

    func due(channel: String, at now: Instant, limit: Int) async throws -> [OutboxEntry] {
        try await store.due(channel: channel, at: now, limit: limit)
    }

    func nextDue(channel: String) async throws -> Instant? {
        try await store.nextDue(channel: channel)
    }

    func record(_ results: [(entry: OutboxEntry, result: DeliveryResult)], at now: Instant) async throws {
        let events = results.compactMap { Self.event(of: $0.entry, $0.result) }
        if !events.isEmpty { _ = try await pipeline.submit(events) }
        try await store.record(results, at: now)
    }

    private static func event(of entry: OutboxEntry, _ result: DeliveryResult) -> InputEvent? {
        let command: Command
        if let report = report(of: entry, result) {
            command = .settleAction(report)
        } else if entry.channel == DestinationConfirmation.channel, case .abandoned(let reason) = result,
            // proof: what cannot be read names no destination that could be told.
            let confirmation = try? DestinationConfirmation(entry)
        {
            command = .changeDestination(.notReached(id: confirmation.id, reason: reason), by: "delivery")
        } else {
            return nil
        }
        let identity = InputIdentity(key: Array("settled \(entry.key)".utf8), isExact: true, isRedelivery: false)
        return InputEvent(.command(command), identity: identity)
    }

    /// What is to be told of a delivery: how it ended, if a rule owed it and it failed or somebody waits for it.
    private static func report(of entry: OutboxEntry, _ result: DeliveryResult) -> ActionReport? {
        let failure: String?
        switch result {
        case .retry: return nil
        case .delivered: failure = nil
        case .abandoned(let reason): failure = reason
        }
        guard let key = ActionKey(entry.key), key.isTracked || failure != nil else { return nil }
        // proof: what is no order is a message or an announcement, which its channel tells.
        let order = try? ActionOrder(entry)
        let name = entry.channel == Receiver.speechChannel ? "speak" : "message"
        return ActionReport(
            key: entry.key,
            rule: key.rule,
            action: order?.action.name ?? name,
            resource: order?.action.resource ?? entry.address,
            failure: failure
        )
    }
}
