/// A person of a scene: looks, where he starts and what he does one thing after the other.
public struct FigureScript: Hashable, Sendable {
    /// Looks.
    public var appearance: FigureAppearance
    /// Where the person stands at first.
    public var start: FloorPoint
    /// How the person is turned at first, in degrees: 0 faces the camera, 90 the picture's right.
    public var heading: Double
    /// What is done, in order; afterwards the person stays as the last activity left him.
    public var activities: [Activity]

    /// A person with a script.
    public init(appearance: FigureAppearance, start: FloorPoint, heading: Double = 0, activities: [Activity]) {
        self.appearance = appearance
        self.start = start
        self.heading = heading
        self.activities = activities
    }

    /// The time that all activities take.
    public var duration: Duration {
        activities.reduce(.zero) { $0 + $1.duration }
    }
}
