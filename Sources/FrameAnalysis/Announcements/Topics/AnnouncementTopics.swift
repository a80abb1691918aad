import MonitoringModel

/// The names of our topics; Frigate's layout, and some of our own.
struct AnnouncementTopics: Hashable, Sendable {
    /// The first levels.
    let prefix: String

    /// Whether we run: `online`, `stopped`, or `offline` by the will.
    var available: String { "\(prefix)/available" }
    /// The life of each person's sighting, as JSON.
    var events: String { "\(prefix)/events" }
    /// The life of each camera's episode, as JSON.
    var reviews: String { "\(prefix)/reviews" }
    /// Figures about the cameras, as JSON.
    var stats: String { "\(prefix)/stats" }
    /// The profile that holds.
    var profileState: String { "\(prefix)/profile/state" }
    /// Where a profile is asked for.
    var profileSet: String { "\(prefix)/profile/set" }
    /// Where somebody who connected asks what all cameras see.
    var onConnect: String { "\(prefix)/onConnect" }
    /// The answer to that, as JSON.
    var cameraActivity: String { "\(prefix)/camera_activity" }

    /// A topic of a camera.
    func camera(_ camera: CameraID, _ rest: String) -> String { "\(prefix)/\(camera)/\(rest)" }

    /// A topic of a zone, which may be seen by several cameras.
    func zone(_ zone: ZoneID, _ rest: String) -> String { "\(prefix)/\(zone)/\(rest)" }

    /// Where the state of a camera's switch is told.
    func state(of name: CameraSwitch, camera: CameraID) -> String { self.camera(camera, "\(name.rawValue)/state") }

    /// Where a camera's switch is set.
    func set(_ name: CameraSwitch, camera: CameraID) -> String { self.camera(camera, "\(name.rawValue)/set") }

    /// What we listen to.
    var filters: [String] {
        [onConnect, profileSet, "\(prefix)/+/+/set", "\(prefix)/+/notifications/suspend"]
    }
}
