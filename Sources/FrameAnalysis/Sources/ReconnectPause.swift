/// How long to wait before a connection is tried again: longer each time, and never the same for all cameras.
///
/// The n-th pause lies between half of and the whole of 2^n seconds, held to ``range``; after a power cut the
/// cameras of a house then do not all call at once.
struct ReconnectPause {
    /// The shortest and longest pause.
    static let range = Duration.seconds(1)...Duration.seconds(60)
    /// How long pictures must have come for the next pause to be a short one again.
    static let settled = Duration.seconds(30)

    private var failures = 0

    /// Returns the next pause for a random number from 0 up to 1.
    mutating func next(_ random: Double) -> Duration {
        let longest = min(Self.range.upperBound, .seconds(1 << min(failures + 1, 6)))
        failures = min(failures + 1, 16)
        let share = 0.5 + 0.5 * min(max(random, 0), 1)
        return max(Self.range.lowerBound, longest * share)
    }

    /// Takes note of how long pictures came before the connection broke.
    mutating func noteStreaming(_ duration: Duration) {
        if duration >= Self.settled { failures = 0 }
    }
}
