/// Whom or what a condition concerns; every part may be absent.
public struct Subject: Hashable, Codable, Sendable {
    /// The device concerned.
    public var device: DeviceID?
    /// The camera that saw it.
    public var camera: CameraID?
    /// The person concerned.
    public var person: PersonID?
    /// The site where it happened.
    public var site: SiteID?

    /// Creates a subject from the parts that are known.
    public init(device: DeviceID? = nil, camera: CameraID? = nil, person: PersonID? = nil, site: SiteID? = nil) {
        self.device = device
        self.camera = camera
        self.person = person
        self.site = site
    }
}
