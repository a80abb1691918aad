public import Alerting
public import Logging
public import MonitoringModel
public import ServiceLifecycle

/// Brings the messages of the outbox to people and programs: one loop a channel, tried again until
/// they are taken.
///
/// A message leaves the outbox only when its result is recorded, so after a crash between delivery and
/// record it is delivered again, with the same key and body.
public struct OutboxDelivery: Service {
    private let loops: [ChannelLoop]

    /// Creates the loops.
    ///
    /// - Parameters:
    ///   - outbox: Where the messages wait.
    ///   - channels: The channels, whose names differ; messages of other channels stay where they are.
    ///   - signal: What wakes the loops after a commit.
    ///   - policy: When a message is tried again, and when it is given up.
    ///   - limits: The bounds of each loop.
    ///   - wallClock: What time it is.
    ///   - clock: What waits.
    ///   - random: Makes the source of randomness of each loop.
    ///   - logger: Where failures are told.
    public init(
        outbox: any Outbox,
        channels: [any NotificationChannel],
        signal: OutboxSignal,
        policy: RetryPolicy = RetryPolicy(),
        limits: DeliveryLimits = DeliveryLimits(),
        wallClock: any WallClock = SystemWallClock(),
        clock: any Clock<Duration> = ContinuousClock(),
        random: () -> any RandomNumberGenerator & Sendable = { SystemRandomNumberGenerator() },
        logger: Logger
    ) {
        loops = channels.map { channel in
            var logger = logger
            logger[metadataKey: "channel"] = "\(channel.name)"
            return ChannelLoop(
                channel: channel,
                outbox: outbox,
                signal: signal,
                policy: policy,
                limits: limits,
                wallClock: wallClock,
                clock: clock,
                random: random(),
                logger: logger
            )
        }
    }

    /// Delivers until shutdown; messages under way are finished and recorded then.
    ///
    /// - Throws: Nothing of its own: a store that fails is waited for.
    public func run() async throws {
        await withDiscardingTaskGroup { group in
            for loop in loops { group.addTask { await loop.run() } }
        }
    }

    /// Returns how each channel is doing, in the order in which they were given.
    public func status() async -> [ChannelStatus] {
        var result: [ChannelStatus] = []
        for loop in loops { result.append(await loop.status) }
        return result
    }
}
