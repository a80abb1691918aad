import Alerting
import Logging
import MonitoringModel
import ServiceLifecycle

/// The delivery loop of one channel.
///
/// Addresses are served side by side; a message to an address waits for the one before it. So a
/// receiver that is down or slow holds up nobody else, and its own messages come in order when it is
/// back. The loop remembers per address until when it is left alone; the store remembers per message.
actor ChannelLoop {
    private let channel: any NotificationChannel
    private let outbox: any Outbox
    private let policy: RetryPolicy
    private let limits: DeliveryLimits
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let wakeups: AsyncStream<Void>
    private let wakeup: AsyncStream<Void>.Continuation
    private var random: any RandomNumberGenerator & Sendable
    private var lanes: [String: DeliveryLane] = [:]
    private var window: Int
    private var nextLook: Instant?
    private var pending: [(entry: OutboxEntry, result: DeliveryResult)] = []
    private var hasRestoredLanes = false
    private var isStopping = false
    private var storeFailures = 0
    private var storeHeldUntil = Instant(millisecondsSinceEpoch: .min)
    private var lastStoreLog: Instant?
    private var current: ChannelStatus

    /// Creates a loop that does nothing until ``run()``.
    init(
        channel: any NotificationChannel,
        outbox: any Outbox,
        signal: OutboxSignal,
        policy: RetryPolicy,
        limits: DeliveryLimits,
        wallClock: any WallClock,
        clock: any Clock<Duration>,
        random: any RandomNumberGenerator & Sendable,
        logger: Logger
    ) {
        self.channel = channel
        self.outbox = outbox
        self.policy = policy
        self.limits = limits
        self.wallClock = wallClock
        self.clock = clock
        self.random = random
        self.logger = logger
        window = limits.window
        current = ChannelStatus(channel: channel.name)
        (wakeups, wakeup) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        signal.add(wakeup)
    }

    /// How it is going.
    var status: ChannelStatus { current }

    /// Delivers until shutdown; what is under way then is finished and recorded.
    func run() async {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.wakeRegularly() }
                wakeup.yield()
                await serveUntilStopped()
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: { [wakeup] in
            wakeup.finish()
        }
        await channel.stop()
    }

    private func serveUntilStopped() async {
        await withDiscardingTaskGroup { group in
            for await _ in wakeups {
                for turn in await turnsToStart() {
                    group.addTask { await self.serve(turn) }
                }
            }
            isStopping = true
        }
    }

    private func wakeRegularly() async {
        while !Task.isCancelled {
            do {
                try await clock.sleep(for: limits.tick)
            } catch {
                return
            }
            if let due = nextLook, due <= wallClock.now { wakeup.yield() }
        }
    }
}

// MARK: - Choosing what to deliver

extension ChannelLoop {
    /// Messages to one address that are delivered one after another.
    private struct Turn: Sendable {
        let address: String
        let entries: [OutboxEntry]
    }

    private func turnsToStart() async -> [Turn] {
        let now = wallClock.now
        nextLook = now + limits.poll
        guard storeFailures == 0 || now >= storeHeldUntil else {
            nextLook = storeHeldUntil
            return []
        }
        do {
            try await recordWhatIsPending()
            try await restoreLanes(now)
            // Only what is read after an address became free is certain not to have been delivered.
            let busy = Set(lanes.filter(\.value.isBusy).keys)
            let entries = try await outbox.due(channel: channel.name, at: now, limit: window)
            let next = try await outbox.nextDue(channel: channel.name)
            storeWorks()
            current.waiting = entries.count
            let turns = start(entries, except: busy, now)
            try await makeRoom(entries, now)
            planNextLook(next, now)
            return turns
        } catch {
            storeFailed(error, now)
            return []
        }
    }

    private func start(_ entries: [OutboxEntry], except busy: Set<String>, _ now: Instant) -> [Turn] {
        var room = limits.concurrentAddresses - lanes.count { $0.value.isBusy }
        var turns: [Turn] = []
        var seen = busy
        let byAddress = Dictionary(grouping: entries, by: \.address)
        for entry in entries where room > 0 && seen.insert(entry.address).inserted {
            guard lanes[entry.address, default: DeliveryLane()].isFree(at: now) else { continue }
            lanes[entry.address, default: DeliveryLane()].isBusy = true
            let ordered = DeliveryLane.inOrder(byAddress[entry.address] ?? [])
            turns.append(Turn(address: entry.address, entries: Array(ordered.prefix(limits.messagesPerTurn))))
            room -= 1
        }
        return turns
    }

    /// When messages to addresses that are left alone fill the window, they hide the others: it grows,
    /// and at its largest they are moved back.
    private func makeRoom(_ entries: [OutboxEntry], _ now: Instant) async throws {
        guard entries.count >= window else {
            if entries.count < limits.window { window = limits.window }
            return
        }
        let held: [(entry: OutboxEntry, result: DeliveryResult)] = entries.compactMap { entry in
            guard let lane = lanes[entry.address], !lane.isBusy, let until = lane.heldUntil, until > now else {
                return nil
            }
            return (entry, .retry(reason: "an earlier message to the same address waits", at: until))
        }
        guard !held.isEmpty else { return }
        if window < limits.largestWindow {
            window = min(2 * window, limits.largestWindow)
        } else {
            try await outbox.record(held, at: now)
        }
        wakeup.yield()
    }

    /// A pause that began before a restart goes on, so that messages keep their order.
    private func restoreLanes(_ now: Instant) async throws {
        guard !hasRestoredLanes else { return }
        let distant = Instant(millisecondsSinceEpoch: .max)
        for entry in try await outbox.due(channel: channel.name, at: distant, limit: limits.largestWindow)
        where entry.attempts > 0 {
            var lane = lanes[entry.address] ?? DeliveryLane()
            lane.failures = max(lane.failures, entry.attempts)
            if entry.dueAt > now { lane.heldUntil = max(lane.heldUntil ?? entry.dueAt, entry.dueAt) }
            lanes[entry.address] = lane
        }
        hasRestoredLanes = true
    }

    private func planNextLook(_ next: Instant?, _ now: Instant) {
        var times = lanes.values.compactMap { $0.isBusy ? nil : $0.heldUntil }.filter { $0 > now }
        if let next, next > now { times.append(next) }
        nextLook = min(times.min() ?? now + limits.poll, now + limits.poll)
    }
}

// MARK: - Delivering

extension ChannelLoop {
    private func serve(_ turn: Turn) async {
        for entry in turn.entries where !isStopping && !Task.isCancelled {
            let outcome = await channel.deliver(entry)
            if Task.isCancelled, case .transient = outcome { break }
            let now = wallClock.now
            let draw = Double.random(in: 0..<1, using: &random)
            let result = lanes[turn.address, default: DeliveryLane()].settle(outcome, policy, at: now, random: draw)
            current.count(result, at: now)
            note(result, of: entry)
            pending.append((entry, result))
            if case .retry = result { break }
        }
        do {
            try await recordWhatIsPending()
        } catch {
            storeFailed(error, wallClock.now)
        }
        lanes[turn.address]?.isBusy = false
        if lanes[turn.address]?.failures == 0 { lanes[turn.address] = nil }
        wakeup.yield()
    }

    /// Results that cannot be recorded are kept, so that a full disk does not make a message be
    /// delivered again and again; there are never more than the addresses under way times a turn.
    private func recordWhatIsPending() async throws {
        guard !pending.isEmpty else { return }
        let results = pending
        pending = []
        do {
            try await outbox.record(results, at: wallClock.now)
            storeWorks()
        } catch {
            pending = results + pending
            throw error
        }
    }

    /// Addresses may hold secrets and are not logged.
    private func note(_ result: DeliveryResult, of entry: OutboxEntry) {
        switch result {
        case .delivered:
            logger.debug("Delivered a message", metadata: ["key": "\(entry.key)"])
        case .retry(let reason, _):
            let level: Logger.Level = entry.attempts == 0 ? .warning : .debug
            logger.log(
                level: level,
                "A message was not delivered and is tried again",
                metadata: ["key": "\(entry.key)", "reason": "\(reason)"]
            )
        case .abandoned(let reason):
            logger.error(
                "A message was given up",
                metadata: ["key": "\(entry.key)", "reason": "\(reason)"]
            )
        }
    }
}

// MARK: - The store

extension ChannelLoop {
    private func storeWorks() {
        if storeFailures > 0 { logger.info("The outbox can be used again") }
        storeFailures = 0
        current.storeError = nil
    }

    private func storeFailed(_ error: any Error, _ now: Instant) {
        let doubled = limits.storePause.lowerBound * (1 << min(storeFailures, 16))
        storeHeldUntil = now + min(doubled, limits.storePause.upperBound)
        nextLook = storeHeldUntil
        storeFailures += 1
        current.storeError = "\(error)"
        if lastStoreLog.map({ now - $0 >= .seconds(60) }) ?? true {
            lastStoreLog = now
            logger.error("The outbox cannot be used; trying again", metadata: ["reason": "\(error)"])
        }
    }
}
