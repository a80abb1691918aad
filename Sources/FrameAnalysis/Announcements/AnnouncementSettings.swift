import MonitoringModel

/// Under which names, how soon and how often cameras are announced over MQTT.
public struct AnnouncementSettings: Hashable, Sendable {
    /// The most cameras that are announced; further ones are named in ``CameraAnnouncer/unannounced``.
    public static let maximumCameras = 64
    /// The most zones that are announced; further ones are named in ``CameraAnnouncer/unannounced``.
    public static let maximumZones = 256
    /// The largest snapshot that is published, in bytes.
    public static let maximumSnapshotBytes = 300_000
    /// The longest topic prefix, in characters.
    public static let maximumPrefixLength = 64
    /// The most levels of a topic prefix.
    public static let maximumPrefixLevels = 3

    /// The first levels of all topics.
    public let prefix: String
    /// The first levels of Home Assistant's discovery topics; `nil` if it is not to discover anything.
    public let discoveryPrefix: String?
    /// The profiles between which one can switch; the first one holds at the start.
    public var profiles = CameraProfile.standard
    /// Whether snapshots show people as they are; drawn as figures on an empty ground unless set.
    public var showsPeople = false
    /// Our version, as shown to others.
    public var softwareVersion = "0"
    /// How long after the last movement `motion` turns off; half a minute unless set.
    public var motionOffDelay = Duration.seconds(30)
    /// How long after the last movement people count as active; ten seconds unless set.
    public var activeFor = Duration.seconds(10)
    /// How long after the last sighting the count of people returns to zero; half a minute unless set.
    public var personExpiry = Duration.seconds(30)
    /// How often the states that expire are told again; each minute unless set.
    public var refreshPeriod = Duration.seconds(60)
    /// The least time between two values of one state that is no alarm; a second unless set.
    public var statePause = Duration.seconds(1)
    /// The least time between two values of `last_movement`; ten seconds unless set.
    public var movementPause = Duration.seconds(10)
    /// The least time between two snapshots of one camera; two seconds unless set.
    public var snapshotPause = Duration.seconds(2)
    /// The least time between two updates of one event; two seconds unless set.
    public var updatePause = Duration.seconds(2)

    /// How long a state that is told again may be silent before it counts as unknown: three periods.
    var stateExpiry: Duration { refreshPeriod * 3 }

    /// The prefix `caretaker`, and Home Assistant's own `homeassistant`.
    public static let standard = AnnouncementSettings(permitted: "caretaker", discoveryPrefix: "homeassistant")

    private init(permitted prefix: String, discoveryPrefix: String?) {
        self.prefix = prefix
        self.discoveryPrefix = discoveryPrefix
    }

    /// Creates settings; by default for the prefix `caretaker` and Home Assistant's own `homeassistant`.
    ///
    /// - Parameters:
    ///   - prefix: The first levels of all topics: letters, digits and `-_.:@`, up to three levels separated
    ///     by `/`.
    ///   - discoveryPrefix: The same for discovery; `nil` turns discovery off.
    /// - Throws: ``FrameAnalysisError/unusableTopicPrefix(_:)`` if one of them cannot begin a topic.
    public init(
        prefix: String = "caretaker",
        discoveryPrefix: String? = "homeassistant"
    ) throws(FrameAnalysisError) {
        for text in [prefix, discoveryPrefix ?? prefix] where !Self.canBeginTopic(text) {
            throw .unusableTopicPrefix(String(text.prefix(Self.maximumPrefixLength)))
        }
        guard prefix != discoveryPrefix else { throw .unusableTopicPrefix(prefix) }
        self.prefix = prefix
        self.discoveryPrefix = discoveryPrefix
    }

    private static func canBeginTopic(_ text: String) -> Bool {
        guard text.utf8.count <= maximumPrefixLength else { return false }
        let levels = text.split(separator: "/", omittingEmptySubsequences: false)
        return levels.count <= maximumPrefixLevels && levels.allSatisfy { CameraID($0) != nil }
    }
}
