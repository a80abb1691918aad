/// When to try again after a connection failed or was lost.
public struct MQTTReconnect: Sendable, Hashable {
    /// The delay before the first retry; default 250 milliseconds.
    public var initialDelay: Duration
    /// The longest delay; default 30 seconds.
    public var maximumDelay: Duration
    /// The factor by which the delay grows with each failure, at least 1; default 2.
    public var multiplier: Double
    /// The share of the delay that is random, from 0 to 1; default 0.5.
    public var jitter: Double
    /// Whether to give up when credentials, protocol or certificates are refused; default false.
    public var givesUpWhenRefused: Bool
    /// The number of failures in a row after which to give up; default nil, never.
    public var maximumFailures: Int?

    /// Makes a policy.
    public init(
        initialDelay: Duration = .milliseconds(250),
        maximumDelay: Duration = .seconds(30),
        multiplier: Double = 2,
        jitter: Double = 0.5,
        givesUpWhenRefused: Bool = false,
        maximumFailures: Int? = nil
    ) {
        self.initialDelay = initialDelay
        self.maximumDelay = maximumDelay
        self.multiplier = multiplier
        self.jitter = jitter
        self.givesUpWhenRefused = givesUpWhenRefused
        self.maximumFailures = maximumFailures
    }
}
