import ConsoleAPI
import Logging
import MonitoringModel
import NotificationChannels
import StreamPipeline

/// Tells the console's live feed and the delivery loops what has been committed.
struct CommitRelay: CommitObserver {
    let feed: AlertFeed
    let publications: Wakeup
    let deliveries: OutboxSignal
    let rulesChanged: Wakeup
    let logger: Logger

    func committed(_ batch: CommittedBatch) {
        for change in batch.changes { feed.publish(.alert(change)) }
        for message in batch.messages { feed.publish(.message(message)) }
        for failure in batch.failedActions {
            logger.warning("What an alarm wanted was not done", metadata: ["reason": "\(failure)"])
        }
        if batch.changedDocuments.contains(.rule) { rulesChanged.wake() }
        guard !batch.channels.isEmpty else { return }
        publications.wake()
        deliveries.notify()
    }
}
