import HTTPTypes
import MonitoringModel
import Synchronization

/// Passes what happened to everybody who watches live, without ever waiting for them.
///
/// A watcher who reads too slowly misses the oldest events, which are counted and told. Publishing
/// returns at once.
public final class AlertFeed: Sendable {
    /// How the feed is doing.
    public struct Figures: Hashable, Sendable {
        /// The open subscriptions.
        public var subscribers = 0
        /// The events published since the start.
        public var published: Int64 = 0
        /// The events that subscribers missed since the start.
        public var dropped: Int64 = 0
    }

    /// The number of subscriptions at a time.
    public static let maximumSubscribers = 64
    /// The number of events that wait for one subscriber.
    public static let maximumWaiting = 256

    private struct State {
        var figures = Figures()
        var nextID = 0
        var mailboxes: [Int: FeedMailbox] = [:]
    }

    private let state = Mutex(State())

    /// Creates a feed without subscribers.
    public init() {}

    /// How the feed is doing.
    public var figures: Figures { state.withLock { $0.figures } }

    /// Passes an event to every subscriber.
    public func publish(_ event: FeedEvent) {
        // The text is made outside the lock, and not at all when nobody watches.
        let isWatched = state.withLock { !$0.mailboxes.isEmpty }
        let data = isWatched ? event.document.serialized : []
        let wakened = state.withLock { state -> [FeedMailbox] in
            state.figures.published += 1
            guard isWatched else { return [] }
            let line = FeedLine(number: state.figures.published, name: event.name, data: data)
            for mailbox in state.mailboxes.values where mailbox.add(line) { state.figures.dropped += 1 }
            return Array(state.mailboxes.values)
        }
        for mailbox in wakened { mailbox.wake() }
    }

    /// Begins a subscription; it ends when nobody holds it any more.
    ///
    /// - Throws: ``Problem`` 503 if there are as many as permitted already.
    func subscribe() throws(Problem) -> FeedSubscription {
        let mailbox = FeedMailbox(limit: Self.maximumWaiting)
        let id = state.withLock { state -> Int? in
            guard state.mailboxes.count < Self.maximumSubscribers else { return nil }
            state.nextID += 1
            state.mailboxes[state.nextID] = mailbox
            state.figures.subscribers = state.mailboxes.count
            return state.nextID
        }
        guard let id else {
            throw Problem(
                status: .serviceUnavailable,
                detail: "All \(Self.maximumSubscribers) live connections are taken: close a console page elsewhere.",
                headers: [.retryAfter: "30"]
            )
        }
        return FeedSubscription(id: id, mailbox: mailbox, feed: self)
    }

    /// Ends a subscription.
    fileprivate func remove(_ id: Int) {
        state.withLock { state in
            state.mailboxes[id] = nil
            state.figures.subscribers = state.mailboxes.count
        }
    }
}

/// One watcher's place in the feed; it is given up when the last reference goes.
final class FeedSubscription: Sendable {
    /// What waits for the watcher.
    let mailbox: FeedMailbox
    private let id: Int
    private let feed: AlertFeed

    /// Creates a place.
    fileprivate init(id: Int, mailbox: FeedMailbox, feed: AlertFeed) {
        self.id = id
        self.mailbox = mailbox
        self.feed = feed
    }

    deinit {
        feed.remove(id)
    }
}
