public import MonitoringModel

/// Counts problems by source and reason, and says which of them deserve a line in the log.
///
/// A device that sends rubbish sends it all day. The log gets one line a source and minute; the counts
/// are exact. At most ``maximumSources`` sources are told apart; when there are more, those that were quiet
/// for an hour make room, and what still does not fit is counted under ``otherSources``.
public struct ProblemLog: Sendable {
    /// The number of sources that are told apart.
    public static let maximumSources = 1_000
    /// The source under which everything is counted that is not told apart.
    public static let otherSources = "(other sources)"

    /// What is known about one source.
    public struct Entry: Hashable, Sendable {
        /// The topic, cut to 256 bytes, or ``ProblemLog/otherSources``.
        public var source: String
        /// How often each reason occurred, by ``IngestProblem/Reason/code``.
        public var counts: [String: Int]
        /// When the last problem occurred.
        public var lastAt: Instant
        /// The last problem that was logged, as a sentence.
        public var lastSentence: String

        fileprivate var loggedAt: Instant
        fileprivate var unlogged: Int
    }

    /// Whether to log a problem.
    public enum Decision: Hashable, Sendable {
        /// Log it, and that so many of the same source were left out since the last line.
        case log(suppressed: Int)
        /// Leave it out.
        case omit
    }

    /// The number of problems of each reason since the start, by ``IngestProblem/Reason/code``.
    public private(set) var totals: [String: Int] = [:]

    private let interval: Duration
    private let staleAfter: Duration = .seconds(3_600)
    private var entries: [String: Entry] = [:]
    private var sweptAt: Instant?

    /// Creates an empty log that permits one line a source in each interval.
    public init(interval: Duration = .seconds(60)) {
        self.interval = interval
    }

    /// Counts a problem and says whether to log it.
    public mutating func record(_ problem: IngestProblem, at now: Instant) -> Decision {
        totals[problem.reason.code, default: 0] += 1
        let source = place(for: String(decoding: problem.topic.utf8.prefix(256), as: UTF8.self), at: now)
        guard var entry = entries[source] else {
            entries[source] = Entry(
                source: source,
                counts: [problem.reason.code: 1],
                lastAt: now,
                lastSentence: problem.description,
                loggedAt: now,
                unlogged: 0
            )
            return .log(suppressed: 0)
        }
        entry.counts[problem.reason.code, default: 0] += 1
        entry.lastAt = now
        defer { entries[source] = entry }
        // A clock that was set back must not silence a source until it has caught up.
        guard now - entry.loggedAt >= interval || now < entry.loggedAt else {
            entry.unlogged += 1
            return .omit
        }
        let suppressed = entry.unlogged
        entry.lastSentence = problem.description
        entry.loggedAt = now
        entry.unlogged = 0
        return .log(suppressed: suppressed)
    }

    /// Returns what is known about each source, the most recent first.
    public func snapshot() -> [Entry] {
        entries.values.sorted { first, second in
            first.lastAt != second.lastAt ? first.lastAt > second.lastAt : first.source < second.source
        }
    }

    private mutating func place(for source: String, at now: Instant) -> String {
        if entries[source] != nil || entries.count < Self.maximumSources - 1 { return source }
        // The sweep looks at every source, so a flood of new topics may not ask for it more than once a minute.
        if let sweptAt, now >= sweptAt, now - sweptAt < .seconds(60) { return Self.otherSources }
        sweptAt = now
        entries = entries.filter { now - $0.value.lastAt < staleAfter }
        return entries.count < Self.maximumSources - 1 ? source : Self.otherSources
    }
}
