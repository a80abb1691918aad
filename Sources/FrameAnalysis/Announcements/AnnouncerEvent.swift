public import MonitoringModel

/// Something that the announcer of cameras is told.
public enum AnnouncerEvent: Sendable {
    /// A camera saw something.
    case observation(Observation)
    /// An alert about something a camera saw was opened or closed.
    case alert(AnnouncedAlert)
    /// A picture of what a camera saw, as JPEG, with all privacy masks burnt in.
    case snapshot(CameraID, jpeg: [UInt8])
    /// Switches were applied: they stand like this now.
    case switches(CameraSwitches)
    /// The cameras, or their zones, are others than before.
    case cameras([AnnouncedCamera])
    /// Figures about the cameras, such as ``CameraStatistics/document``.
    case statistics(JSONValue)
}
