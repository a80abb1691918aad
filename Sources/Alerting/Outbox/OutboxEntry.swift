public import MonitoringModel

/// A message that is owed to somebody: written with the state that caused it, delivered later.
///
/// The body is fixed when the entry is written. Delivery may happen more than once (a crash between
/// delivery and its record), but always with the same key and the same body.
public struct OutboxEntry: Hashable, Codable, Sendable {
    /// The longest body, in bytes.
    public static let maximumBodySize = 1 << 20

    /// What identifies the message: derived from its cause, so that the same cause makes the same key.
    public var key: String
    /// The channel that delivers it, such as `webhook`, `webchat`, `speech` or `mqtt`.
    public var channel: String
    /// Where the channel sends it: a receiver's address, a person's name, a topic.
    public var address: String
    /// The alert it is about, if any.
    public var alert: AlertID?
    /// What the body is, such as `application/json`.
    public var contentType: String
    /// The message itself.
    public var body: [UInt8]
    /// When it was written.
    public var createdAt: Instant
    /// How often delivery has been tried.
    public var attempts: Int
    /// When delivery may be tried (again).
    public var dueAt: Instant

    /// Creates an entry that is due at once.
    public init(
        key: String,
        channel: String,
        address: String,
        alert: AlertID? = nil,
        contentType: String,
        body: [UInt8],
        createdAt: Instant
    ) {
        self.key = key
        self.channel = channel
        self.address = address
        self.alert = alert
        self.contentType = contentType
        self.body = body
        self.createdAt = createdAt
        self.attempts = 0
        self.dueAt = createdAt
    }
}
