public import MonitoringModel

/// How one camera's pictures are got and looked at.
public struct CameraSettings: Hashable, Sendable {
    /// The rates at which frames may be looked at, in frames a second.
    public static let rates = 0.2...30.0

    /// The camera.
    public var camera: CameraID
    /// Where its frames come from.
    public var source = CameraSource.mqtt
    /// The greatest rate at which frames are looked at; five a second unless set.
    public var framesPerSecond = 5.0
    /// The parts of the picture that mean something.
    public var zones: [Zone] = []
    /// Where movement does not count, such as a curtain or a clock.
    public var motionMasks: [Polygon] = []
    /// How long pictures may be the same to the last pixel before the camera counts as frozen.
    ///
    /// Two minutes unless set; not watched for if `nil`. A quiet scene from a camera that takes out all noise may
    /// repeat a picture for a while, and must not lose the stillness that is counted meanwhile.
    public var frozenAfter: Duration? = .seconds(120)
    /// Whether movement as small as breathing counts as movement; it does not unless set.
    public var countsMicroMotion = false
    /// What nobody may see: blackened before a picture is analysed, stored or sent.
    public var privacyMasks: [Polygon] = []
    /// Whether the camera looks straight down, so that down in the picture is not down in the room.
    public var isOverhead = false
    /// How long no picture may come before the camera counts as offline; half a minute unless set.
    public var offlineAfter = Duration.seconds(30)

    /// Creates the settings of a camera that sends its frames by MQTT.
    public init(camera: CameraID) {
        self.camera = camera
    }
}
