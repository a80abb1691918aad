import Alerting
import Logging
import MonitoringModel
import NotificationChannels
import ServiceLifecycle
import Synchronization

/// A channel that answers as a test tells it and remembers what it was given.
final class ScriptedChannel: NotificationChannel {
    let name = "webhook"
    private let seen = Mutex<[OutboxEntry]>([])
    private let stops = Mutex(0)
    private let answer: @Sendable (OutboxEntry, Int) async -> ChannelOutcome

    /// `answer` gets the entry and how often it was tried before.
    init(answer: @escaping @Sendable (OutboxEntry, Int) async -> ChannelOutcome) { self.answer = answer }

    var tried: [OutboxEntry] { seen.withLock(\.self) }
    var keys: [String] { tried.map(\.key) }
    var timesStopped: Int { stops.withLock(\.self) }

    func deliver(_ entry: OutboxEntry) async -> ChannelOutcome {
        let before = seen.withLock { seen in
            defer { seen.append(entry) }
            return seen.count { $0.key == entry.key }
        }
        return await answer(entry, before)
    }

    func stop() async { stops.withLock { $0 += 1 } }
}

extension OutboxDelivery {
    /// A delivery whose pauses are short enough for tests.
    static func quick(
        _ outbox: any Outbox,
        _ channel: any NotificationChannel,
        signal: OutboxSignal = OutboxSignal(),
        window: Int = 1_000,
        largestWindow: Int = 10_000,
        wallClock: any WallClock = SystemWallClock()
    ) -> OutboxDelivery {
        var limits = DeliveryLimits()
        limits.tick = .milliseconds(2)
        limits.window = window
        limits.largestWindow = largestWindow
        limits.storePause = .milliseconds(2)...Duration.milliseconds(10)
        return OutboxDelivery(
            outbox: outbox,
            channels: [channel],
            signal: signal,
            policy: RetryPolicy(firstPause: .milliseconds(10), longestPause: .milliseconds(40), triesWhenRefused: 3),
            limits: limits,
            wallClock: wallClock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}

/// Runs a service while a test looks, and stops it gracefully afterwards.
func running(_ service: some Service, _ body: @escaping @Sendable () async throws -> Void) async throws {
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(
            services: [service],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    )
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        do {
            try await body()
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

struct NotReached: Error {}

/// Waits until a condition holds, at most half a minute.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<6_000 {
        if try await condition() { return }
        try await ContinuousClock().sleep(for: .milliseconds(5))
    }
    throw NotReached()
}

/// A time of day that a test sets.
final class ManualClock: WallClock {
    private let current: Mutex<Instant>

    init(now: Instant) { current = Mutex(now) }

    var now: Instant { current.withLock(\.self) }

    func advance(by duration: Duration) { current.withLock { $0 = $0 + duration } }
}
