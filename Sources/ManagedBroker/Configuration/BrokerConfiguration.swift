public import Foundation

/// How the private broker is run.
///
/// The broker listens on the loopback interface only. Clients there need no credentials, so that
/// `mosquitto_pub` works at once; they may publish to any topic, but read only what ``anonymousReads`` permits.
/// That list leaves out camera pictures: whoever has an account on the machine shall not look into a room by
/// subscribing to `#`. The service itself connects with a password made anew at each start, and may do anything.
public struct BrokerConfiguration: Hashable, Sendable {
    /// The topics that clients without credentials may read unless told otherwise.
    ///
    /// Topics of one, two, four and more levels are all there. Of three levels there are those under the usual
    /// first levels and with the usual last ones, since MQTT cannot say "all but `cameras/+/frame`".
    public static let standardAnonymousReads = [
        "+", "+/+", "+/+/+/+/#", "devices/#", "alerts/#", "rules/#", "caretaker/#", "actions/#", "commands/#",
        "+/+/telemetry", "+/+/state", "+/+/status", "+/+/set", "+/+/get", "+/+/command", "+/+/event", "+/+/alert",
    ]

    /// The topics that clients without credentials may neither read nor write, whatever else they may: snapshots of
    /// people, under a prefix of up to three levels.
    public static let privateTopics = [
        "+/+/person/snapshot", "+/+/+/person/snapshot", "+/+/+/+/person/snapshot",
    ]

    /// The folder for the broker's configuration and data; it is created if it does not exist.
    public var directory: URL
    /// The TCP port; 1883 unless set, 0 chooses a free one.
    public var port: Int
    /// The port for MQTT over websockets; none unless set.
    public var websocketPort: Int?
    /// The topic filters that clients without credentials may read; add the topics that rules publish to.
    public var anonymousReads: [String]
    /// The broker's executable; looked for on `PATH` and in `/usr/sbin` unless set.
    public var executable: String?
    /// How soon accepted messages are on disk.
    public enum Persistence: Hashable, Sendable {
        /// After every change, within milliseconds of the acknowledgement: a crash of the broker loses at most
        /// what arrived in those. It takes in a few hundred QoS 1 messages a second, as each waits for the disk.
        case everyChange
        /// Every other second, changed or not: a crash of the broker loses what it accepted since, and it takes
        /// in some thousands a second.
        case everySecond
    }

    /// How soon accepted messages are on disk; after every change unless set.
    public var persistence = Persistence.everyChange
    /// The messages that are kept for one client that is away; further ones are dropped; 100,000 unless set.
    public var maximumQueuedMessages = 100_000
    /// The bytes that are kept for one client that is away; 256 MiB unless set.
    public var maximumQueuedBytes = 256 << 20
    /// The messages that may be under way to one client unacknowledged; 1,000 unless set.
    public var maximumInflightMessages = 1_000
    /// The largest payload, in bytes; 4 MiB unless set, enough for any camera picture.
    public var maximumPayload = 4 << 20
    /// The clients that may be connected at once; 1,000 unless set.
    public var maximumConnections = 1_000
    /// How long the broker has for ending before it is killed; 5 seconds unless set.
    public var stopGrace = Duration.seconds(5)

    /// Creates a configuration.
    public init(
        directory: URL,
        port: Int = 1_883,
        websocketPort: Int? = nil,
        anonymousReads: [String] = BrokerConfiguration.standardAnonymousReads,
        executable: String? = nil
    ) {
        self.directory = directory
        self.port = port
        self.websocketPort = websocketPort
        self.anonymousReads = anonymousReads
        self.executable = executable
    }
}
