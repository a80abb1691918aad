import Alerting
public import MonitoringModel

/// How the deliveries of one channel are going.
public struct ChannelStatus: Hashable, Codable, Sendable {
    /// The channel.
    public var channel: String
    /// Messages delivered since the start.
    public var delivered = 0
    /// Attempts that failed since the start.
    public var failed = 0
    /// Messages given up since the start.
    public var abandoned = 0
    /// Messages that are due but not delivered, as of the last look, up to ``DeliveryLimits/window``.
    public var waiting = 0
    /// When a message was last delivered.
    public var lastDeliveredAt: Instant?
    /// When an attempt last failed.
    public var lastFailedAt: Instant?
    /// Why an attempt last failed.
    public var lastError: String?
    /// Why the outbox cannot be read or written, if it cannot.
    public var storeError: String?

    /// Creates the status of a channel that has done nothing.
    public init(channel: String) {
        self.channel = channel
    }

    mutating func count(_ result: DeliveryResult, at now: Instant) {
        switch result {
        case .delivered:
            delivered += 1
            lastDeliveredAt = now
        case .retry(let reason, _):
            failed += 1
            lastFailedAt = now
            lastError = reason
        case .abandoned(let reason):
            failed += 1
            abandoned += 1
            lastFailedAt = now
            lastError = reason
        }
    }
}
