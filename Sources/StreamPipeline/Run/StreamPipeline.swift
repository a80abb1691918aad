public import Logging
public import MonitoringModel
public import RuleEngine
public import ServiceLifecycle

/// The one place where events become state: batches them, stores each batch with all its
/// consequences in one transaction, and tells the sources when it is durable.
///
/// Sources wait in ``submit(_:patience:)`` until their events are stored, so a source never has more
/// than one submission under way, and a slow store slows the sources down. Whatever waits when a
/// transaction begins goes into it together, up to ``Limits/eventsPerTransaction``.
public actor StreamPipeline: Service {
    /// The bounds of what waits and of what goes into one transaction.
    public struct Limits: Sendable {
        /// The number of events that a transaction holds at most, but for a single larger submission.
        public var eventsPerTransaction = 4_096
        /// The number of events that may wait for the next transaction.
        public var waitingEvents = 65_536
        /// How often due deadlines are looked for.
        public var tick: Duration = .milliseconds(100)
        /// The first and the longest pause before a failed transaction is tried again.
        public var retryPause: ClosedRange<Duration> = .milliseconds(250)...Duration.seconds(5)

        /// Creates the default limits.
        public init() {}
    }

    private let unitOfWork: any UnitOfWork
    private let wallClock: any WallClock
    private let clock: any Clock<Duration>
    private let observers: [any CommitObserver]
    private let logger: Logger
    private let limits: Limits
    private let wakeups: AsyncStream<Void>
    private let wakeup: AsyncStream<Void>.Continuation
    private var core: MonitoringCore
    private var queue: [Submission] = []
    private var isStopped = false
    private var failures = 0
    private var ticksUntilRetry = 0
    private var current = PipelineStatus()

    /// Creates a pipeline.
    ///
    /// - Parameters:
    ///   - core: The machines, restored from the store.
    ///   - unitOfWork: The store.
    ///   - wallClock: What time it is.
    ///   - clock: What waits for deadlines.
    ///   - limits: The bounds of queues and transactions.
    ///   - observers: Who is told of every transaction.
    ///   - logger: Where failures of the store are told.
    public init(
        core: MonitoringCore,
        unitOfWork: any UnitOfWork,
        wallClock: any WallClock = SystemWallClock(),
        clock: any Clock<Duration> = ContinuousClock(),
        limits: Limits = Limits(),
        observers: [any CommitObserver] = [],
        logger: Logger
    ) {
        self.core = core
        self.unitOfWork = unitOfWork
        self.wallClock = wallClock
        self.clock = clock
        self.limits = limits
        self.observers = observers
        self.logger = logger
        (wakeups, wakeup) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How the pipeline is doing.
    public var status: PipelineStatus {
        var status = current
        status.waiting = queue.reduce(0) { $0 + $1.events.count }
        status.deadlines = core.deadlines.count
        status.profile = core.activeProfile?.active
        return status
    }

    /// All rules, and what they have done.
    ///
    /// - Throws: ``DocumentRefusal`` if a stored rule cannot be read.
    public func rules() throws -> [(rule: Rule, isKept: Bool, counters: RuleCounters?)] {
        try core.allRules.map { ($0, core.isKept($0.id), core.counters(of: $0.id)) }
    }

    /// The metric alarms and composite alarms with their states.
    public func alarms() -> [AlarmStanding] { core.alarmStandings }

    /// The web services that were added for rules to call, by address.
    public func destinations() -> [HTTPDestinations.Entry] {
        core.destinations.all.values.sorted { $0.destination.confirmationURL < $1.destination.confirmationURL }
    }

    /// Hands in events and waits until they are durable.
    ///
    /// Returns what each event led to, in order.
    ///
    /// - Throws: ``PipelineError`` if they were not taken; nothing of them was kept then.
    public func submit(
        _ events: [InputEvent],
        patience: Patience = .untilStored
    ) async throws -> [EventOutcome] {
        guard !events.isEmpty else { return [] }
        guard !isStopped else { throw PipelineError.stopped }
        let waiting = queue.reduce(0) { $0 + $1.events.count }
        guard queue.isEmpty || waiting + events.count <= limits.waitingEvents else {
            throw PipelineError.overloaded(limit: limits.waitingEvents)
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.append(Submission(events: events, patience: patience, continuation: continuation))
            wakeup.yield()
        }
    }

    /// Stores events and calls machines whose deadlines come due, until the service shuts down.
    ///
    /// Submissions that wait at shutdown are still stored if the store works.
    ///
    /// - Throws: Nothing of its own; a failing store is waited for.
    public func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.wakeRegularly() }
                for await _ in wakeups { await storeWhatWaits() }
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: { [wakeup] in
            wakeup.finish()
        }
        isStopped = true
        await storeWhatWaits()
        for submission in queue { submission.continuation.resume(throwing: PipelineError.stopped) }
        queue.removeAll()
    }
}

// MARK: - Waking

extension StreamPipeline {
    /// Wakes the loop when a deadline is due or a failed transaction is to be tried again.
    ///
    /// A tick is simpler than a timer that has to be re-armed whenever a nearer deadline is set, and
    /// far below the second to which deadlines are promised.
    private func wakeRegularly() async {
        while !Task.isCancelled {
            do {
                try await clock.sleep(for: limits.tick)
            } catch {
                return
            }
            ticksUntilRetry = max(0, ticksUntilRetry - 1)
            if isWorkDue() { wakeup.yield() }
        }
    }

    private func isWorkDue() -> Bool {
        if failures > 0 { return ticksUntilRetry == 0 }
        if core.waitsToStart { return true }
        guard let due = core.deadlines.nextDue() else { return !queue.isEmpty }
        return due <= wallClock.now || !queue.isEmpty
    }
}

// MARK: - Storing

extension StreamPipeline {
    /// Stores all that waits, one transaction after another, until nothing is left or the store fails.
    private func storeWhatWaits() async {
        while hasWork() {
            let batch = takeBatch()
            let isStored = await store(batch)
            guard isStored else { return }
        }
    }

    private func hasWork() -> Bool {
        if failures > 0, ticksUntilRetry > 0 { return queue.contains { $0.patience == .failFast } }
        if !queue.isEmpty || core.waitsToStart { return true }
        guard let due = core.deadlines.nextDue() else { return false }
        return due <= wallClock.now
    }

    private func takeBatch() -> [Submission] {
        var events = 0
        var count = 0
        for submission in queue {
            if count > 0, events + submission.events.count > limits.eventsPerTransaction { break }
            events += submission.events.count
            count += 1
        }
        let batch = Array(queue.prefix(count))
        queue.removeFirst(count)
        return batch
    }

    /// Stores a batch; returns whether going on makes sense.
    private func store(_ batch: [Submission]) async -> Bool {
        let now = wallClock.now
        do {
            let result = try await transact(batch.map(\.events), at: now)
            finish(batch, result)
            return true
        } catch {
            await handle(error, of: batch)
            return failures == 0
        }
    }

    private func transact(_ groups: [[InputEvent]], at now: Instant) async throws -> BatchResult {
        let before = core
        let result = try await unitOfWork.perform { transaction in
            try before.process(groups, at: now, in: transaction)
        }
        core = result.core
        return result
    }

    private func finish(_ batch: [Submission], _ result: BatchResult) {
        if failures > 0 { logger.notice("The store can be written again") }
        failures = 0
        current.storeFailedAt = nil
        current.storeFailure = nil
        current.transactions += 1
        current.repetitions += result.repetitions
        current.stored.merge(result.stored) { $0 + $1 }
        for (submission, outcomes) in zip(batch, result.outcomes) {
            submission.continuation.resume(returning: outcomes)
        }
        for observer in observers { observer.committed(result.committed) }
    }

    /// A store that may recover keeps patient submissions waiting; otherwise each submission is tried
    /// alone, so that one that cannot be stored does not hold up the others.
    private func handle(_ error: any Error, of batch: [Submission]) async {
        let failure = (error as? StoreFailure) ?? StoreFailure(isTransient: false, description: "\(error)")
        guard failure.isTransient || batch.isEmpty else {
            if batch.count > 1 {
                for submission in batch { _ = await store([submission]) }
            } else {
                refuse(batch, failure)
            }
            return
        }
        note(failure)
        for submission in batch where submission.patience == .failFast {
            submission.continuation.resume(throwing: PipelineError.storeUnavailable(failure.description))
        }
        queue.insert(contentsOf: batch.filter { $0.patience == .untilStored }, at: 0)
    }

    private func refuse(_ batch: [Submission], _ failure: StoreFailure) {
        for submission in batch {
            current.refused += submission.events.count
            logger.error(
                "Events could not be stored and were left out",
                metadata: ["events": "\(submission.events.count)", "reason": "\(failure)"]
            )
            submission.continuation.resume(throwing: PipelineError.storeUnavailable(failure.description))
        }
    }

    private func note(_ failure: StoreFailure) {
        if failures == 0 {
            current.storeFailedAt = wallClock.now
            logger.error("Nothing can be stored; trying again", metadata: ["reason": "\(failure)"])
        }
        failures += 1
        current.storeFailure = failure.description
        let doubled = limits.retryPause.lowerBound * (1 << min(failures - 1, 8))
        let pause = min(doubled, limits.retryPause.upperBound)
        ticksUntilRetry = max(1, Int(pause.wholeMilliseconds / max(1, limits.tick.wholeMilliseconds)))
    }
}
