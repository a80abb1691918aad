public import MonitoringModel

/// An input event as the journal keeps it.
public struct JournalEntry: Hashable, Sendable {
    /// What sort of event it is.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// A device's message.
        case telemetry
        /// Something a camera saw.
        case observation
        /// Something a person said.
        case utterance
        /// Something a person asked us to do.
        case command
        /// A deadline that came due.
        case deadline
    }

    /// What sort of event it is.
    public var kind: Kind
    /// The device, camera or person it came from; empty if none is known.
    public var source: String
    /// The topic, for telemetry; empty otherwise.
    public var topic: String
    /// When it happened, by the source's clock.
    public var observedAt: Instant
    /// When it arrived, by ours.
    public var receivedAt: Instant
    /// The event itself: the payload of telemetry, JSON for all others.
    public var body: [UInt8]
    /// How a repetition is recognised; `nil` if it cannot be repeated.
    public var identity: InputIdentity?

    /// Creates an entry.
    public init(
        kind: Kind,
        source: String,
        topic: String = "",
        observedAt: Instant,
        receivedAt: Instant,
        body: [UInt8],
        identity: InputIdentity?
    ) {
        self.kind = kind
        self.source = source
        self.topic = topic
        self.observedAt = observedAt
        self.receivedAt = receivedAt
        self.body = body
        self.identity = identity
    }
}
