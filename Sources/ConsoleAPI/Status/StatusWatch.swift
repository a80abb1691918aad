import ServiceLifecycle

/// Looks at the status regularly and tells the feed when a part has begun or ceased to work.
struct StatusWatch: Service {
    /// How often the status is looked at.
    static let interval: Duration = .seconds(3)

    /// Where the status comes from.
    let source: any StatusSource
    /// Who is told.
    let feed: AlertFeed
    /// The clock that waits.
    let clock: any Clock<Duration>

    /// Watches until the service shuts down.
    func run() async throws {
        try await cancelWhenGracefulShutdown {
            var last: ServiceStatus?
            do {
                while true {
                    let status = await source.status()
                    if let last, Self.standing(last) != Self.standing(status) { feed.publish(.status(status)) }
                    last = status
                    try await clock.sleep(for: Self.interval)
                }
            } catch is CancellationError {
                return
            }
        }
    }

    /// Returns the status without what changes all the time.
    static func standing(_ status: ServiceStatus) -> ServiceStatus {
        var standing = status
        standing.counters = [:]
        standing.pipeline = nil
        for index in standing.cameras.indices {
            standing.cameras[index].framesPerSecond = nil
            standing.cameras[index].lastFrameAt = nil
        }
        for index in standing.channels.indices {
            standing.channels[index].delivered = 0
            standing.channels[index].failed = 0
        }
        return standing
    }
}
