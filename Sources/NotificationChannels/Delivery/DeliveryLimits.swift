/// The bounds of the delivery loop of one channel.
public struct DeliveryLimits: Hashable, Sendable {
    /// The number of addresses that are served at the same time; 8 by default.
    public var concurrentAddresses = 8
    /// The number of messages that are read from the outbox at once; 1,000 by default.
    public var window = 1_000
    /// The number to which the window grows while messages to unreachable addresses fill it; 10,000 by default.
    ///
    /// Beyond it everything is still delivered, but messages to one address may change their order.
    public var largestWindow = 10_000
    /// The number of messages that go to one address in a row before their results are recorded.
    public var messagesPerTurn = 32
    /// How often the loop looks whether something has come due.
    public var tick: Duration = .milliseconds(100)
    /// How often the outbox is read even if nothing seems to be due.
    public var poll: Duration = .seconds(30)
    /// The pauses after the first and after many failures of the store.
    public var storePause: ClosedRange<Duration> = .milliseconds(250)...Duration.seconds(10)

    /// Creates the default bounds.
    public init() {}
}
