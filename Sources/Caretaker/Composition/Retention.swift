import Alerting
import FrameAnalysis
import Logging
import MonitoringModel
import Persistence
import ServiceLifecycle

/// Removes input events and pictures whose time is over, once an hour, a little at a time.
struct Retention: Service {
    let store: SQLiteStore
    let evidence: EvidenceFolder
    let journalAge: Duration
    let tableAge: Duration
    let limits: EvidenceLimits
    let wallClock: any WallClock
    let logger: Logger

    /// How long is remembered which pictures were deleted: three years.
    static let auditAge = Duration.seconds(3 * 365 * 86_400)

    /// How long messages that were given up are kept: 30 days.
    static let abandonedAge = Duration.seconds(30 * 86_400)
    /// How many messages that were given up are kept, the newest.
    static let abandoned = 100_000
    /// How long messages wait in rules' queues: four days, as elsewhere in the field.
    static let queueAge = Duration.seconds(4 * 86_400)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await removeWhatIsOld()
                do {
                    try await Task.sleep(for: .seconds(3_600))
                } catch {
                    return
                }
            }
        }
    }

    private func removeWhatIsOld() async {
        do {
            let now = wallClock.now
            var entries = 0
            while !Task.isCancelled {
                let removed = try await store.pruneJournal(before: now - journalAge)
                entries += removed
                guard removed > 0 else { break }
            }
            while !Task.isCancelled {
                let removed = try await store.pruneTables(
                    rowsBefore: now - tableAge,
                    messagesBefore: now - Self.queueAge
                )
                entries += removed
                guard removed > 0 else { break }
            }
            while !Task.isCancelled {
                let removed = try await store.pruneAbandoned(before: now - Self.abandonedAge, keeping: Self.abandoned)
                entries += removed
                guard removed > 0 else { break }
            }
            let pictures = try await evidence.prune(limits, keeping: try await evidenceOfOpenAlerts())
            _ = try await store.pruneDeletions(before: now - Self.auditAge)
            if entries + pictures > 0 {
                logger.info("Old records removed", metadata: ["events": "\(entries)", "pictures": "\(pictures)"])
            }
        } catch {
            logger.warning("Old records could not be removed; trying again in an hour", metadata: ["error": "\(error)"])
        }
    }

    private func evidenceOfOpenAlerts() async throws -> Set<EvidenceID> {
        var evidence: Set<EvidenceID> = []
        for state in [Alert.State.firing, .acknowledged] {
            var query = AlertQuery(limit: AlertQuery.maximumLimit)
            query.state = state
            repeat {
                let page = try await store.alerts(matching: query)
                for alert in page.alerts { evidence.formUnion(alert.evidence) }
                query.before = page.next
            } while query.before != nil
        }
        return evidence
    }
}
