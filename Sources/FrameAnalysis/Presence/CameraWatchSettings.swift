public import MonitoringModel

/// What is watched for in a camera's pictures, and how it is spoken of.
public struct CameraWatchSettings: Hashable, Codable, Sendable {
    /// What the room is called in a sentence, such as "bedroom".
    public var room: String
    /// Where the camera stands.
    public var site: SiteID?
    /// Whom it watches over.
    public var person: PersonID?
    /// What that person is called in a sentence.
    public var personName: String?
    /// How long a person may stay without moving; not watched if `nil`.
    public var stillnessLimit: Duration?
    /// How long no picture may come before the camera counts as offline; half a minute unless set.
    public var offlineAfter = Duration.seconds(30)
    /// How long the picture may be dark before that is an alert; a minute unless set.
    public var darkGrace = Duration.seconds(60)

    /// Creates settings that watch for falls only.
    public init(room: String) {
        self.room = room
    }
}
