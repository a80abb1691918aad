public import Alerting
public import MonitoringModel

/// When a message that was not delivered is tried again, and when it is given up.
///
/// The pause doubles with each failure of an address, up to a longest one; it is then drawn at random
/// from its upper half, so that receivers that failed together are not tried together ("equal jitter",
/// M. Brooker, "Exponential Backoff And Jitter", 2015). What is merely unreachable is tried for ever;
/// what is refused is given up after a number of tries.
public struct RetryPolicy: Hashable, Sendable {
    /// The pause after the first failure; 1 s by default.
    public var firstPause: Duration
    /// The longest pause, 5 min by default; a receiver that asks for longer is given up to an hour.
    public var longestPause: Duration
    /// How often a message is tried that the receiver refuses; 5 by default.
    public var triesWhenRefused: Int

    /// The longest pause that a receiver may ask for.
    public static let longestRequestedPause: Duration = .seconds(3_600)

    /// Creates a policy.
    public init(
        firstPause: Duration = .seconds(1),
        longestPause: Duration = .seconds(300),
        triesWhenRefused: Int = 5
    ) {
        self.firstPause = max(firstPause, .milliseconds(1))
        self.longestPause = max(longestPause, self.firstPause)
        self.triesWhenRefused = max(triesWhenRefused, 1)
    }

    /// Returns the pause after a number of failures in a row.
    ///
    /// - Parameters:
    ///   - failures: The failures of the address in a row, from 1.
    ///   - requested: What the receiver asked for, if it did.
    ///   - random: A number in 0..<1.
    /// - Returns: The pause, 1 ms or longer.
    public func pause(afterFailures failures: Int, requested: Duration? = nil, random: Double) -> Duration {
        let exponent = min(max(failures, 1) - 1, 20)
        let full = min(firstPause * (1 << exponent), longestPause)
        let jittered = full / 2 + full / 2 * min(max(random, 0), 1)
        guard let requested else { return jittered }
        return max(jittered, min(requested, Self.longestRequestedPause))
    }

    /// Returns what is to be recorded for an outcome.
    ///
    /// - Parameters:
    ///   - outcome: How the attempt ended.
    ///   - failures: The failures of the address in a row, this one included.
    ///   - refusals: How often the message was refused in a row, this time included.
    ///   - now: The current time.
    ///   - random: A number in 0..<1.
    /// - Returns: The result, with the time of the next try if there is one.
    public func result(
        of outcome: ChannelOutcome,
        failures: Int,
        refusals: Int,
        at now: Instant,
        random: Double
    ) -> DeliveryResult {
        switch outcome {
        case .delivered(let receipt):
            return .delivered(receipt: receipt)
        case .transient(let reason, let requested):
            let pause = pause(afterFailures: failures, requested: requested, random: random)
            return .retry(reason: reason, at: now + pause)
        case .abandoned(let reason):
            return .abandoned(reason: reason)
        case .permanent(let reason):
            guard refusals < triesWhenRefused else {
                return .abandoned(reason: "\(reason), tried \(refusals) \(refusals == 1 ? "time" : "times")")
            }
            return .retry(reason: reason, at: now + pause(afterFailures: failures, random: random))
        }
    }
}
