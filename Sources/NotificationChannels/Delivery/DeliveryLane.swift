import Alerting
import MonitoringModel

/// What is known of one address: whether a message is under way, and until when it is left alone.
struct DeliveryLane: Sendable {
    /// Whether a message is under way.
    var isBusy = false
    /// Until when nothing is tried, because the oldest message failed.
    var heldUntil: Instant?
    /// The failures in a row.
    var failures = 0
    /// How often the oldest message was refused in a row.
    var refusals = 0

    /// Returns whether the address may be tried.
    func isFree(at now: Instant) -> Bool {
        !isBusy && (heldUntil.map { $0 <= now } ?? true)
    }

    /// Counts an outcome and returns what is to be recorded.
    mutating func settle(
        _ outcome: ChannelOutcome,
        _ policy: RetryPolicy,
        at now: Instant,
        random: Double
    ) -> DeliveryResult {
        switch outcome {
        case .delivered, .abandoned:
            failures = 0
            refusals = 0
        case .transient:
            failures += 1
            refusals = 0
        case .permanent:
            failures += 1
            refusals += 1
        }
        let result = policy.result(of: outcome, failures: failures, refusals: refusals, at: now, random: random)
        if case .retry(_, let instant) = result {
            heldUntil = instant
        } else {
            heldUntil = nil
            refusals = 0
        }
        return result
    }

    /// Returns messages of one address in the order in which they were written.
    ///
    /// The store gives what is due first; a message that has failed is due later than those that
    /// were written after it, but goes first.
    static func inOrder(_ entries: [OutboxEntry]) -> [OutboxEntry] {
        entries.enumerated()
            .sorted { first, second in
                let (one, other) = (first.element, second.element)
                if one.createdAt != other.createdAt { return one.createdAt < other.createdAt }
                if one.attempts != other.attempts { return one.attempts > other.attempts }
                return first.offset < second.offset
            }
            .map(\.element)
    }
}
