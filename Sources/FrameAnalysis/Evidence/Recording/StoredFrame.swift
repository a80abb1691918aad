import MonitoringModel

/// A frame in memory as it may be stored: what is private is black in it.
struct StoredFrame: Sendable {
    /// A person in it.
    struct Person: Hashable, Sendable {
        /// Which person.
        var track: Int
        /// The joints, in pixels of the camera's picture.
        var pose: Pose
        /// How the body is held.
        var posture: Posture
    }

    /// The picture, at most ``Picture/evidenceSide`` pixels a side.
    var jpeg: [UInt8]
    /// When it was taken.
    var takenAt: Instant
    /// The size of the camera's picture in pixels, in which joints are given.
    var width: Int
    /// The height of the camera's picture in pixels.
    var height: Int
    /// The people; `nil` if nobody was looked for.
    var people: [Person]?
    /// How many seconds were told since it came, so that it is forgotten if the camera falls silent.
    var age = 0
}
