public import Alerting
public import DeviceHealth
public import FieldService
public import FrameAnalysis
public import MetricAlarms
public import MonitoringModel
public import RuleEngine

/// Whom and what the service watches, and who is told: the settings as the machines need them.
public struct Household: Sendable {
    /// A person the service knows: somebody cared for, a carer or a customer.
    public struct Resident: Hashable, Codable, Sendable {
        /// The person's name in the system.
        public var id: PersonID
        /// The name people use.
        public var name: String
        /// The person's IANA time zone.
        public var timeZone: String
        /// Where the person lives.
        public var site: SiteID?
        /// Whether the person may see pictures of people; others see silhouettes.
        ///
        /// Not unless set.
        public var seesPictures = false

        /// Creates a person.
        public init(id: PersonID, name: String, timeZone: String, site: SiteID? = nil) {
            self.id = id
            self.name = name
            self.timeZone = timeZone
            self.site = site
        }
    }

    /// A camera and what is watched for in its pictures.
    public struct WatchedCamera: Sendable {
        /// The camera.
        public var id: CameraID
        /// What is watched for.
        public var settings: CameraWatchSettings
        /// How its pictures are got and looked at.
        public var camera: CameraSettings

        /// Creates a camera.
        public init(id: CameraID, settings: CameraWatchSettings) {
            self.id = id
            self.settings = settings
            camera = CameraSettings(camera: id)
        }
    }

    /// A device whose health is watched.
    public struct WatchedDevice: Sendable {
        /// The device.
        public var id: DeviceID
        /// What is normal for it.
        public var profile: DeviceProfile
        /// Where it stands.
        public var site: SiteID?
        /// Whose it is: who is asked when it needs a technician.
        public var owner: PersonID?
        /// The most attributes of one device.
        public static let maximumAttributes = 32

        /// What it shares with others, such as `node: n17`; `node`, `street` and `site` make neighbours.
        public var attributes: [String: String] = [:]

        /// Creates a device.
        public init(id: DeviceID, profile: DeviceProfile, site: SiteID? = nil, owner: PersonID? = nil) {
            self.id = id
            self.profile = profile
            self.site = site
            self.owner = owner
        }
    }

    /// The people.
    public var people: [Resident] = []
    /// The cameras.
    public var cameras: [WatchedCamera] = []
    /// What is watched for in what the cameras see, beside falls and the cameras' own troubles.
    public var watches: [Watch] = []
    /// The sets of watches that are on together; all watches are on if there are none.
    public var profiles: [Profile] = []
    /// The devices.
    public var devices: [WatchedDevice] = []
    /// When the failures of several neighbours are one fault of the plant.
    public var neighbourhood = NeighbourhoodSettings()
    /// The rules.
    public var rules: [Rule] = []
    /// Whether somebody can switch messages about cameras off and on; if not, all are told.
    public var canQuietCameras = true
    /// The metric alarms.
    public var alarms: [AlarmDocument] = []
    /// What rules may reach outside of the service.
    public var actions = ActionPermissions()
    /// The groups of receivers to which rules send messages, by name.
    public var groups: [String: [ReceiverID]] = [:]
    /// Where messages can go.
    public var receivers: [Receiver] = []
    /// Which alerts go where.
    public var routes: [Route] = []
    /// Who can be sent to a customer.
    public var technicians: [Technician] = []

    /// Creates a household in which nothing is watched but what appears by itself.
    public init() {}
}
