public import MonitoringModel

/// Turns what cameras see into MQTT messages in Frigate's layout, with Home Assistant discovery.
///
/// Pure: events and the passing of time go in, messages come out, in the order in which they are to be
/// published. Nothing is published twice unless it changed, is to be refreshed, or all is announced anew.
/// While there is no connection the messages may be thrown away: after each (re)connection publish what
/// ``announceAll(at:)`` returns.
public struct CameraAnnouncer: Sendable {
    /// What must survive a restart.
    public struct State: Hashable, Codable, Sendable {
        /// How everything that can be switched stands.
        public var switches = CameraSwitches()
        /// The retained topics that have been used.
        var used: Set<String> = []
        /// The retained topics that must be empty, oldest first.
        var withdrawn: [String] = []

        /// Creates the state of the first start.
        public init() {}
    }

    /// The most topics that are kept empty.
    static let maximumWithdrawn = 4_096

    /// Under which names, how soon and how often cameras are announced.
    public let settings: AnnouncementSettings
    /// What must survive a restart; to be stored when it changed.
    public internal(set) var state: State
    /// What is not announced, and why; for a log at the start.
    public internal(set) var unannounced: [String] = []
    /// Snapshots and figures that were not published, by reason.
    public internal(set) var drops: [String: Int] = [:]

    let topics: AnnouncementTopics
    var cameras: [AnnouncedCamera] = []
    var zones: [ZoneID: [CameraID]] = [:]
    var views: [CameraID: CameraView] = [:]
    var board = TopicBoard()
    var discovery: [String: [UInt8]] = [:]

    /// Creates an announcer.
    ///
    /// - Parameters:
    ///   - settings: Under which names, how soon and how often to announce.
    ///   - cameras: The cameras there are.
    ///   - state: What was stored.
    public init(settings: AnnouncementSettings, cameras: [AnnouncedCamera], state: State = State()) {
        self.settings = settings
        self.state = state
        topics = AnnouncementTopics(prefix: settings.prefix)
        adopt(cameras)
    }

    /// What we listen to: topic filters to subscribe to, without messages that the broker had kept.
    public var subscriptions: [String] {
        topics.filters + (settings.discoveryPrefix.map { ["\($0)/status"] } ?? [])
    }

    /// The message the broker is to publish for us when the connection breaks.
    public var will: Announcement { Announcement(topic: topics.available, text: "offline") }

    /// The message to publish before we stop.
    public var farewell: Announcement { Announcement(topic: topics.available, text: "stopped") }

    /// Reads a message on one of ``subscriptions``.
    ///
    /// - Parameters:
    ///   - topic: The topic it came on.
    ///   - payload: Its payload.
    ///   - isRetained: Whether the broker had kept it from earlier.
    /// - Returns: What it asks for; `nil` if the topic is none of ours or nothing is asked.
    /// - Throws: ``FrameAnalysisError/commandRefused(topic:reason:)`` if it asks for something impossible.
    public func request(
        topic: String,
        payload: [UInt8],
        isRetained: Bool = false
    ) throws(FrameAnalysisError) -> AnnouncementRequest? {
        let reader = RequestReader(
            topics: topics,
            discoveryPrefix: settings.discoveryPrefix,
            cameras: Set(cameras.map(\.id)),
            profiles: settings.profiles
        )
        return try reader.read(topic: topic, payload: payload, isRetained: isRetained)
    }

    /// Takes note of an event.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - now: The current time.
    /// - Returns: What is to be published, in order.
    public mutating func handle(_ event: AnnouncerEvent, at now: Instant) -> [Announcement] {
        switch event {
        case .observation(let observation): return note(observation, at: now)
        case .alert(let alert): return note(alert, at: now)
        case .snapshot(let camera, let jpeg): return note(snapshot: jpeg, of: camera, at: now)
        case .switches(let switches): return apply(switches, at: now)
        case .cameras(let cameras): return change(to: cameras, at: now)
        case .statistics(let document): return note(statistics: document)
        }
    }

    /// Does what is due as time passes; call it at ``nextDue(at:)`` or each second.
    ///
    /// - Parameter now: The current time.
    /// - Returns: What is to be published, in order.
    public mutating func advance(to now: Instant) -> [Announcement] {
        var messages: [Announcement] = []
        for camera in cameras.map(\.id) {
            views[camera]?.scene.expire(after: settings.personExpiry, at: now)
            messages += settle(camera, at: now)
        }
        messages += settleZones(Array(zones.keys), at: now)
        messages += board.tellWaiting(at: now)
        messages += board.refresh(refreshedTopics, period: settings.refreshPeriod, at: now)
        return messages
    }

    /// Tells everything, as after a connection was made or Home Assistant has started.
    ///
    /// - Parameter now: The current time.
    /// - Returns: What is to be published, in order: that we run, what is to be forgotten, discovery, all states.
    public mutating func announceAll(at now: Instant) -> [Announcement] {
        var messages = [Announcement(topic: topics.available, text: "online")]
        messages += state.withdrawn.map(Announcement.withdrawal)
        messages += discoveryMessages(discovery)
        // States first come to be here; told once, though settling tells the new ones too.
        let feeds = cameras.map(\.id).flatMap { settle($0, at: now) }.filter { !$0.retain }
        _ = settleZones(Array(zones.keys), at: now)
        _ = settleProfile(at: now)
        return messages + board.tellAll(at: now) + feeds
    }

    /// Tells what all cameras see, for those who asked by `onConnect`.
    ///
    /// - Parameter now: The current time.
    /// - Returns: One message, not retained.
    public func activity(at now: Instant) -> Announcement {
        let members = cameras.compactMap { camera in
            views[camera.id].map { JSONValue.Member(name: camera.id.rawValue, value: activity($0, camera.id, now)) }
        }
        return Announcement(
            topic: topics.cameraActivity,
            payload: JSONValue.object(members).serialized,
            retain: false,
            contentType: "application/json"
        )
    }

    /// When ``advance(to:)`` is to be called next; `nil` if nothing is awaited.
    public func nextDue(at now: Instant) -> Instant? {
        let timers = views.values.compactMap { $0.nextDue(settings, at: now) }
        let others = [
            board.nextDue(at: now), state.switches.nextSuspensionEnd(after: now),
            board.nextRefresh(of: refreshedTopics, period: settings.refreshPeriod),
        ]
        return (timers + others.compactMap { $0 }).min()
    }
}
