public import MonitoringModel

/// A named way the cameras are set, such as for the night.
public struct CameraProfile: Hashable, Codable, Sendable {
    /// The most profiles.
    public static let maximumCount = 16

    /// The name.
    public var id: ProfileID
    /// What is switched when it begins to hold; all else stays as it is.
    public var switches: [CameraID: [CameraSwitch: Bool]]

    /// Creates a profile that switches nothing unless told.
    public init(id: ProfileID, switches: [CameraID: [CameraSwitch: Bool]] = [:]) {
        self.id = id
        self.switches = switches
    }

    /// At home, away, and at night; none of them switches anything.
    public static let standard: [CameraProfile] = ["home", "away", "night"]
        .compactMap { name in
            ProfileID(name).map { CameraProfile(id: $0) }
        }
}
