/// How long to wait before the broker is started again.
///
/// The first restart comes after 100 ms, each further one after twice the time, at most 30 s. A broker that
/// has run for a minute is given a fresh start.
struct RestartBackoff: Hashable {
    /// The number of restarts since the broker last ran for a minute.
    private(set) var attempt = 0

    /// Returns the pause before the next start of a broker that ran for a time.
    mutating func pause(afterRunningFor uptime: Duration) -> Duration {
        if uptime >= .seconds(60) { attempt = 0 }
        attempt += 1
        let factor = 1 << min(attempt - 1, 9)
        return min(.milliseconds(100) * factor, .seconds(30))
    }
}
