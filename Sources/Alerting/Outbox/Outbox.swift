public import MonitoringModel

/// How one attempt to deliver a message ended.
public enum DeliveryResult: Hashable, Sendable {
    /// The channel confirmed it; the text says how, such as "HTTP 200".
    case delivered(receipt: String)
    /// It failed and is to be tried again at a time.
    case retry(reason: String, at: Instant)
    /// It failed for good: the message is kept in the history but not tried again.
    case abandoned(reason: String)
}

/// Where messages wait to be delivered.
public protocol Outbox: Sendable {
    /// Returns the messages of a channel that are due, oldest first.
    ///
    /// - Parameters:
    ///   - channel: The channel.
    ///   - now: The current time.
    ///   - limit: The greatest number of messages, 1 to 10,000.
    /// - Returns: The messages, oldest first.
    /// - Throws: The store's error if it cannot be read.
    func due(channel: String, at now: Instant, limit: Int) async throws -> [OutboxEntry]

    /// Returns when the next message of a channel becomes due, or `nil` if none waits.
    ///
    /// - Throws: The store's error if it cannot be read.
    func nextDue(channel: String) async throws -> Instant?

    /// Records how deliveries ended, all in one transaction, with the alerts' timelines.
    ///
    /// - Throws: The store's error if nothing could be recorded.
    func record(_ results: [(entry: OutboxEntry, result: DeliveryResult)], at now: Instant) async throws
}
