import ConsoleAPI
import NotificationChannels
import StreamPipeline

/// Tells the console's live feed and the delivery loops what has been committed.
struct CommitRelay: CommitObserver {
    let feed: AlertFeed
    let publications: Wakeup
    let deliveries: OutboxSignal

    func committed(_ batch: CommittedBatch) {
        for change in batch.changes { feed.publish(.alert(change)) }
        for message in batch.messages { feed.publish(.message(message)) }
        guard !batch.channels.isEmpty else { return }
        publications.wake()
        deliveries.notify()
    }
}
