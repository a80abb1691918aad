import Synchronization

/// One event as it is written to a watcher.
struct FeedLine: Hashable, Sendable {
    /// The event's number in the feed.
    let number: Int64
    /// What kind of event it is.
    let name: String
    /// Its JSON, on one line.
    let data: [UInt8]
}

/// What waits for one watcher, bounded: the newest lines, how many were missed, and whether a sign of life is due.
final class FeedMailbox: Sendable {
    /// What a watcher takes out at once.
    struct Batch: Hashable, Sendable {
        /// How many lines were missed before these.
        var dropped = 0
        /// The lines, oldest first.
        var lines: [FeedLine] = []
        /// Whether a sign of life is due.
        var isBeatDue = false

        /// Whether there is nothing to write.
        var isEmpty: Bool { lines.isEmpty && dropped == 0 && !isBeatDue }
    }

    /// Tells the watcher that something waits; ends when the watcher is to stop.
    let wakeups: AsyncStream<Void>
    private let wakeup: AsyncStream<Void>.Continuation
    private let limit: Int
    private let waiting = Mutex(Batch())

    /// Creates an empty mailbox for so many lines.
    init(limit: Int) {
        self.limit = limit
        (wakeups, wakeup) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Adds a line and returns whether the oldest one had to go for it.
    func add(_ line: FeedLine) -> Bool {
        waiting.withLock { batch in
            let isFull = batch.lines.count >= limit
            if isFull {
                batch.lines.removeFirst()
                batch.dropped += 1
            }
            batch.lines.append(line)
            return isFull
        }
    }

    /// Lets the watcher look.
    func wake() {
        wakeup.yield()
    }

    /// Asks for a sign of life, and returns whether the watcher has written nothing since the last one was asked for.
    func beat() -> Bool {
        let isStalled = waiting.withLock { batch in
            defer { batch.isBeatDue = true }
            return batch.isBeatDue
        }
        wake()
        return isStalled
    }

    /// Takes out everything that waits.
    func take() -> Batch {
        waiting.withLock { batch in
            defer { batch = Batch() }
            return batch
        }
    }

    /// Lets the watcher stop.
    func finish() {
        wakeup.finish()
    }
}
