/// The delays between attempts to connect: growing exponentially, with jitter.
struct Backoff {
    let policy: MQTTReconnect
    /// The number of failures in a row.
    private(set) var failures = 0
    private var delay: Duration

    /// Starts without failures.
    init(policy: MQTTReconnect) {
        self.policy = policy
        delay = policy.initialDelay
    }

    /// The delay after one more failure.
    ///
    /// - Parameters:
    ///   - stableFor: how long the connection had been up; longer than the current delay starts over.
    ///   - random: a number from 0 up to 1.
    /// - Returns: how long to wait.
    mutating func next(stableFor: Duration?, random: Double) -> Duration {
        if let stableFor, stableFor > delay {
            failures = 0
            delay = policy.initialDelay
        }
        failures += 1
        let jittered = delay * (1 - policy.jitter * min(max(random, 0), 1))
        // The comparison comes first, so that the product cannot overflow.
        delay = delay > policy.maximumDelay / policy.multiplier ? policy.maximumDelay : delay * policy.multiplier
        return jittered
    }
}
