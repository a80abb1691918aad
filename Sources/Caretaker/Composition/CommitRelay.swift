import ConsoleAPI
import MonitoringModel
import NotificationChannels
import StreamPipeline

/// Tells the console's live feed and the delivery loops what has been committed.
struct CommitRelay: CommitObserver {
    let feed: AlertFeed
    let publications: Wakeup
    let deliveries: OutboxSignal
    let rulesChanged: Wakeup

    func committed(_ batch: CommittedBatch) {
        for change in batch.changes { feed.publish(.alert(change)) }
        for message in batch.messages { feed.publish(.message(message)) }
        if batch.changedDocuments.contains(.rule) { rulesChanged.wake() }
        guard !batch.channels.isEmpty else { return }
        publications.wake()
        deliveries.notify()
    }
}
