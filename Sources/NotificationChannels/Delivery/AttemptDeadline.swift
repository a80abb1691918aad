/// The end of an attempt to deliver: whatever a peer does or leaves undone, an outcome comes in time.
public enum AttemptDeadline {
    /// Returns the outcome of an attempt, or another one when the time is up.
    ///
    /// - Parameters:
    ///   - limit: How long the attempt may last.
    ///   - late: The outcome when the time is up; the attempt is cancelled then.
    ///   - stopped: The outcome when the channel itself is stopped meanwhile.
    ///   - attempt: The attempt.
    /// - Returns: The first outcome.
    public static func run(
        within limit: Duration,
        late: ChannelOutcome,
        stopped: ChannelOutcome = .transient(reason: "stopped"),
        _ attempt: @escaping @Sendable () async -> ChannelOutcome
    ) async -> ChannelOutcome {
        await withTaskGroup(of: ChannelOutcome?.self) { group in
            group.addTask { await attempt() }
            group.addTask {
                do {
                    try await ContinuousClock().sleep(for: limit)
                    return late
                } catch {
                    return nil
                }
            }
            let first = await group.next()
            group.cancelAll()
            return (first ?? nil) ?? stopped
        }
    }
}
