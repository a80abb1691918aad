/// Something about a camera that can be switched on and off while we run.
public enum CameraSwitch: String, Hashable, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// Whether the camera is used at all.
    case enabled
    /// Whether people and falls are looked for.
    case detect
    /// Whether movement is reported.
    case motion
    /// Whether pictures are published over MQTT.
    case snapshots
    /// Whether falls and alerts count as alerts in `review_status` and `reviews`.
    case reviewAlerts = "review_alerts"
    /// Whether people are notified of what this camera saw.
    case notifications

    /// How it stands until somebody changes it: all is on but pictures, which leave only if somebody chose so.
    public var isOnAtFirst: Bool { self != .snapshots }
}
