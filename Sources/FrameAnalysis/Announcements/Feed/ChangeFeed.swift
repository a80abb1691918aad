import MonitoringModel

/// Something whose life is told on a feed: `new`, some `update`s, `end`.
protocol FeedItem: Hashable, Sendable {
    /// What makes an update worth telling when it differs.
    associatedtype Essence: Hashable
    /// What makes an update worth telling.
    var essence: Essence { get }
    /// How urgent it is; a more urgent one is told without delay.
    var urgency: Int { get }
    /// The whole of it.
    var document: JSONValue { get }
}

/// Tells the life of one item, not more often than it changes in essence, nor than is permitted.
struct ChangeFeed<Item: FeedItem>: Sendable {
    /// The item as it is now.
    var item: Item
    private var told: Item?
    private var toldAt: Instant?

    /// Creates the feed of an item nobody was told of.
    init(_ item: Item) {
        self.item = item
    }

    /// The next message, if there is one to be told now.
    mutating func take(pause: Duration, at now: Instant) -> JSONValue? {
        guard let previous = told else { return tell("new", before: item, at: now) }
        guard item.essence != previous.essence else { return nil }
        let isUrgent = item.urgency > previous.urgency
        guard isUrgent || dueAt(pause, now) <= now else { return nil }
        return tell("update", before: previous, at: now)
    }

    /// The last message; `nil` if nobody was told of the item.
    mutating func end(at now: Instant) -> JSONValue? {
        told.flatMap { tell("end", before: $0, at: now) }
    }

    /// When an update that waits may be told.
    func nextDue(pause: Duration, at now: Instant) -> Instant? {
        guard let told, told.essence != item.essence else { return nil }
        return dueAt(pause, now)
    }

    private func dueAt(_ pause: Duration, _ now: Instant) -> Instant {
        guard let toldAt, toldAt <= now else { return now }
        return toldAt + pause
    }

    private mutating func tell(_ type: String, before: Item, at now: Instant) -> JSONValue {
        told = item
        toldAt = now
        return JSONValue(object: ["type": .string(type), "before": before.document, "after": item.document])
    }
}

extension Instant {
    /// The time as feeds write it: seconds since 1970 with a fraction.
    var secondsSinceEpoch: JSONValue { .number(Double(millisecondsSinceEpoch) / 1_000) }
}
