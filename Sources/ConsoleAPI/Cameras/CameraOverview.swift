public import MonitoringModel

/// How one camera is set and what it sees.
public struct CameraOverview: Hashable, Sendable {
    /// Whether it can see what happens.
    public enum Sight: String, Sendable, CaseIterable {
        /// It sees.
        case online
        /// It sends nothing, or nothing can be seen in what it sends.
        case offline
        /// It, or looking for people, was switched off.
        case disabled
    }

    /// A zone of its picture.
    public struct Zone: Hashable, Sendable {
        /// The zone.
        public var id: ZoneID
        /// What it means, such as `bed`.
        public var kind: String
        /// How many people are in it.
        public var people: Int

        /// Creates a zone.
        public init(id: ZoneID, kind: String, people: Int) {
            self.id = id
            self.kind = kind
            self.people = people
        }
    }

    /// The camera.
    public var id: CameraID
    /// The room it watches.
    public var room: String
    /// How its pictures are got, such as `mqtt` or `rtsp`; never an address, which may hold a password.
    public var source: String
    /// The greatest rate at which its pictures are looked at, in pictures a second.
    public var framesPerSecond: Double
    /// Whether it can see what happens.
    public var sight: Sight
    /// What is wrong and what helps; empty if all is well.
    public var message = ""
    /// How many people are in view; `nil` if that is not known.
    public var people: Int?
    /// How the person is held who was seen best.
    public var posture: Posture?
    /// The zones of its picture.
    public var zones: [Zone] = []
    /// When the last picture arrived.
    public var lastFrameAt: Instant?
    /// What can be switched, and whether it is on.
    public var switches: [String: Bool] = [:]
    /// Until when nobody is notified of what it saw.
    public var suspendedUntil: Instant?

    /// Creates an overview.
    public init(id: CameraID, room: String, source: String, framesPerSecond: Double, sight: Sight) {
        self.id = id
        self.room = room
        self.source = source
        self.framesPerSecond = framesPerSecond
        self.sight = sight
    }
}
