public import MonitoringModel

/// What is announced of an alert about something a camera saw.
public struct AnnouncedAlert: Hashable, Sendable {
    /// The alert.
    public var id: AlertID
    /// The camera that saw it.
    public var camera: CameraID
    /// What it is about; alerts about the camera itself are not announced.
    public var kind: AlertKind
    /// Whether it is open: neither returned to normal nor resolved.
    public var isOpen: Bool

    /// Creates the announcement of an alert.
    public init(id: AlertID, camera: CameraID, kind: AlertKind, isOpen: Bool) {
        self.id = id
        self.camera = camera
        self.kind = kind
        self.isOpen = isOpen
    }
}
