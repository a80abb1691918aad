import MonitoringModel

/// The sightings that go on before one camera.
struct PersonEvents: Sendable {
    /// The most sightings at once; the one that was longest not mentioned ends for a further one.
    static let maximumCount = 16

    private var feeds: [(track: Int?, feed: ChangeFeed<PersonEvent>)] = []

    /// The sightings' names, in the order they were last mentioned.
    var ids: [String] { feeds.map(\.feed.item.id) }

    /// Takes note of somebody in view.
    ///
    /// An observation without a track belongs to whoever was mentioned last.
    ///
    /// - Parameters:
    ///   - observation: What was seen.
    ///   - now: The current time.
    /// - Returns: Messages about sightings that ended because fewer people are in view.
    mutating func note(_ observation: Observation, at now: Instant) -> [JSONValue] {
        let known = feeds.lastIndex { $0.track == observation.track || observation.track == nil }
        if let known {
            var entry = feeds.remove(at: known)
            entry.feed.item.note(observation)
            feeds.append(entry)
        } else {
            feeds.append((observation.track, ChangeFeed(PersonEvent(observation))))
        }
        let count = observation.kind == .person ? max(1, observation.people ?? Self.maximumCount) : Self.maximumCount
        return endAll(beyond: min(count, Self.maximumCount), at: now)
    }

    /// Ends the sightings that were not mentioned for longest, except for a number.
    mutating func endAll(beyond count: Int = 0, at now: Instant) -> [JSONValue] {
        var messages: [JSONValue] = []
        while feeds.count > count {
            var entry = feeds.removeFirst()
            entry.feed.item.end(at: now)
            if let message = entry.feed.end(at: now) { messages.append(message) }
        }
        return messages
    }

    /// The messages that are to be told now.
    mutating func take(pause: Duration, at now: Instant) -> [JSONValue] {
        feeds.indices.compactMap { feeds[$0].feed.take(pause: pause, at: now) }
    }

    /// When a message that waits may be told.
    func nextDue(pause: Duration, at now: Instant) -> Instant? {
        feeds.compactMap { $0.feed.nextDue(pause: pause, at: now) }.min()
    }

    /// What is seen, for those who ask.
    var documents: [JSONValue] { feeds.map(\.feed.item.document) }
}
