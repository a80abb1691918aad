import MonitoringModel

/// What each state topic says: tells changes once, not too often, and everything again when asked.
///
/// A value that changes again before its pause is over waits; only the newest is told then.
struct TopicBoard: Sendable {
    private struct Entry {
        var payload: [UInt8]
        var told: [UInt8]?
        var toldAt: Instant?
        var pause: Duration

        func dueAt(_ now: Instant) -> Instant {
            // A clock that was set back must not hold a state up.
            guard let toldAt, toldAt <= now else { return now }
            return toldAt + pause
        }

        var waits: Bool { told != payload }
    }

    private var entries: [String: Entry] = [:]

    /// The topics that have a value, sorted.
    var topics: [String] { entries.keys.sorted() }

    /// Sets the value of a topic.
    ///
    /// - Parameters:
    ///   - topic: The topic.
    ///   - text: Its value.
    ///   - pause: The least time between two values.
    ///   - now: The current time.
    /// - Returns: The message, if the value is new and may be told at once.
    mutating func set(_ topic: String, _ text: String, pause: Duration, at now: Instant) -> Announcement? {
        let payload = Array(text.utf8)
        var entry = entries[topic] ?? Entry(payload: payload, pause: pause)
        entry.payload = payload
        entry.pause = pause
        entries[topic] = entry
        guard entry.waits, entry.dueAt(now) <= now else { return nil }
        return tell(topic, at: now)
    }

    /// Forgets topics.
    mutating func forget(_ topics: some Sequence<String>) {
        for topic in topics { entries[topic] = nil }
    }

    /// Tells what waited long enough.
    mutating func tellWaiting(at now: Instant) -> [Announcement] {
        let due = entries.filter { $0.value.waits && $0.value.dueAt(now) <= now }.keys.sorted()
        return due.compactMap { tell($0, at: now) }
    }

    /// Tells everything again.
    mutating func tellAll(at now: Instant) -> [Announcement] {
        topics.compactMap { tell($0, at: now) }
    }

    /// Tells those topics again that have been silent for a period.
    mutating func refresh(_ topics: [String], period: Duration, at now: Instant) -> [Announcement] {
        topics.filter { topic in
            guard let toldAt = entries[topic]?.toldAt else { return false }
            // A clock that was set back must not keep a state from being told again.
            return now - toldAt >= period || toldAt > now
        }
        .compactMap { tell($0, at: now) }
    }

    /// When one of the topics has to be told again.
    func nextRefresh(of topics: [String], period: Duration) -> Instant? {
        topics.compactMap { entries[$0]?.toldAt.map { $0 + period } }.min()
    }

    /// When the next value that waits may be told.
    func nextDue(at now: Instant) -> Instant? {
        entries.values.filter(\.waits).map { $0.dueAt(now) }.min()
    }

    private mutating func tell(_ topic: String, at now: Instant) -> Announcement? {
        guard var entry = entries[topic] else { return nil }
        entry.told = entry.payload
        entry.toldAt = now
        entries[topic] = entry
        return Announcement(topic: topic, payload: entry.payload)
    }
}
