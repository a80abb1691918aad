public import MonitoringModel

/// Something that was asked for, over MQTT or the API, and is known to make sense.
public enum CameraSwitchCommand: Hashable, Codable, Sendable {
    /// Turn something about a camera on or off.
    case set(CameraSwitch, camera: CameraID, isOn: Bool)
    /// Notify nobody of what a camera saw for some minutes; 0 ends it.
    case suspend(camera: CameraID, minutes: Int)
    /// Let a profile hold.
    case profile(ProfileID)

    /// The longest suspension, in minutes: a week.
    public static let longestSuspension = 10_080
}
