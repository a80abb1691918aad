import Logging
import MonitoringModel
import Persistence
import ServiceLifecycle

/// Removes input events and pictures whose time is over, once an hour, a little at a time.
struct Retention: Service {
    let store: SQLiteStore
    let evidence: EvidenceFolder
    let journalAge: Duration
    let evidenceAge: Duration
    let wallClock: any WallClock
    let logger: Logger

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
            let pictures = try evidence.prune(before: now - evidenceAge)
            if entries + pictures > 0 {
                logger.info("Old records removed", metadata: ["events": "\(entries)", "pictures": "\(pictures)"])
            }
        } catch {
            logger.warning("Old records could not be removed; trying again in an hour", metadata: ["error": "\(error)"])
        }
    }
}
