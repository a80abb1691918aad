import Ingest
import Logging
import MonitoringModel
import Synchronization

/// What was wrong with incoming messages: counted always, logged once per source and minute.
final class IntakeProblems: Sendable {
    private struct State {
        var log = ProblemLog()
        var refused = 0
    }

    private let state = Mutex(State())
    private let logger: Logger

    /// Creates an empty count.
    init(logger: Logger) {
        self.logger = logger
    }

    /// The number of messages that the store refused.
    var refused: Int { state.withLock { $0.refused } }

    /// What is known about each source.
    var entries: [ProblemLog.Entry] { state.withLock { $0.log.snapshot() } }

    /// The counts by reason.
    var totals: [String: Int] { state.withLock { $0.log.totals } }

    /// Counts a problem.
    func note(_ problem: IngestProblem, at now: Instant) {
        let decision = state.withLock { $0.log.record(problem, at: now) }
        guard case .log(let suppressed) = decision else { return }
        logger.warning(
            "A message was left out or taken with a reserve",
            metadata: ["problem": "\(problem)", "suppressed": "\(suppressed)"]
        )
    }

    /// Counts messages that the store refused for good.
    func refuse(_ count: Int, reason: String) {
        state.withLock { $0.refused += count }
        logger.error("Messages could not be stored", metadata: ["count": "\(count)", "reason": "\(reason)"])
    }
}
