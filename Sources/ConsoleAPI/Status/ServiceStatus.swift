public import MonitoringModel

/// How the service and its parts are doing.
public struct ServiceStatus: Hashable, Codable, Sendable {
    /// How well a part works.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// It works.
        case ok
        /// It works in part, or is not set up.
        case degraded
        /// It does not work.
        case failed
    }

    /// The version of the service.
    public var version: String
    /// When it started.
    public var startedAt: Instant
    /// Whether it takes events and commands.
    public var ready: Bool
    /// The parts, in the order in which they are to be shown.
    public var components: [Component] = []
    /// The cameras.
    public var cameras: [Camera] = []
    /// The connection to the broker, if there is to be one.
    public var broker: Broker?
    /// The channels that messages are delivered by.
    public var channels: [Channel] = []
    /// The stream pipeline.
    public var pipeline: Pipeline?
    /// Further numbers by name, such as `mqtt_messages_received_total`: letters, digits and `_`.
    ///
    /// Names that end in `_total` only ever grow until the service stops.
    public var counters: [String: Int] = [:]

    /// Creates a status without parts.
    public init(version: String, startedAt: Instant, ready: Bool) {
        self.version = version
        self.startedAt = startedAt
        self.ready = ready
    }

    /// What can work or fail by itself, such as `store`, `speech` or `pose-model`.
    public struct Component: Hashable, Codable, Sendable {
        /// The part's name.
        public var name: String
        /// How well it works.
        public var state: State
        /// What is wrong and what helps, for a person; empty if all is well.
        public var message: String
        /// Since when it is in this state.
        public var since: Instant?

        /// Creates a part.
        public init(name: String, state: State, message: String = "", since: Instant? = nil) {
            self.name = name
            self.state = state
            self.message = message
            self.since = since
        }
    }

    /// One camera.
    public struct Camera: Hashable, Codable, Sendable {
        /// The camera.
        public var id: CameraID
        /// How well it works.
        public var state: State
        /// What is wrong and what helps; empty if all is well.
        public var message: String
        /// The pictures that are analysed in a second.
        public var framesPerSecond: Double?
        /// When the last picture arrived.
        public var lastFrameAt: Instant?
        /// How long pictures have come since the start, in seconds.
        public var watchedSeconds = 0.0
        /// Alerts of this camera that somebody called false since the start.
        public var falseAlarms = 0
        /// False alarms in a day of pictures; `nil` in the first hour, which says nothing.
        public var falseAlarmsPerDay: Double? {
            watchedSeconds >= 3_600 ? Double(falseAlarms) * 86_400 / watchedSeconds : nil
        }

        /// Creates a camera.
        public init(
            id: CameraID,
            state: State,
            message: String = "",
            framesPerSecond: Double? = nil,
            lastFrameAt: Instant? = nil
        ) {
            self.id = id
            self.state = state
            self.message = message
            self.framesPerSecond = framesPerSecond
            self.lastFrameAt = lastFrameAt
        }
    }

    /// The connection to the MQTT broker.
    public struct Broker: Hashable, Codable, Sendable {
        /// How well it works.
        public var state: State
        /// The broker's address, such as `127.0.0.1:1883`.
        public var address: String
        /// What is wrong and what helps; empty if all is well.
        public var message: String
        /// Since when it is in this state.
        public var since: Instant?

        /// Creates a connection.
        public init(state: State, address: String, message: String = "", since: Instant? = nil) {
            self.state = state
            self.address = address
            self.message = message
            self.since = since
        }
    }

    /// One channel that messages are delivered by.
    public struct Channel: Hashable, Codable, Sendable {
        /// The channel's name, such as `webhook`.
        public var name: String
        /// How well it works.
        public var state: State
        /// What is wrong and what helps; empty if all is well.
        public var message: String
        /// The messages delivered since the start.
        public var delivered: Int
        /// The attempts that failed since the start.
        public var failed: Int

        /// Creates a channel.
        public init(name: String, state: State, message: String = "", delivered: Int = 0, failed: Int = 0) {
            self.name = name
            self.state = state
            self.message = message
            self.delivered = delivered
            self.failed = failed
        }
    }

    /// The stream pipeline's numbers.
    public struct Pipeline: Hashable, Codable, Sendable {
        /// Events stored since the start.
        public var stored = 0
        /// Transactions since the start.
        public var transactions = 0
        /// Events recognised as repetitions since the start.
        public var repetitions = 0
        /// Events the store refused for good since the start.
        public var refused = 0
        /// Events that wait for the next transaction.
        public var waiting = 0
        /// Deadlines that are set.
        public var deadlines = 0

        /// Creates the numbers of a pipeline that has done nothing.
        public init() {}
    }
}

/// Where the status comes from.
public protocol StatusSource: Sendable {
    /// Returns the status now.
    func status() async -> ServiceStatus
}
