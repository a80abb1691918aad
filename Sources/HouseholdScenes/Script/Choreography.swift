/// Writes a person's script step by step, with the time that each thing takes an unhurried person.
public struct Choreography: Sendable {
    /// What was written so far.
    public private(set) var activities: [Activity] = []
    /// The time all of it takes.
    public private(set) var duration: Duration = .zero
    /// Where the person is at the end of it, seats and falls not counted.
    public private(set) var place: FloorPoint

    /// Where the person starts.
    public let start: FloorPoint

    /// An empty script for somebody who starts at a place.
    public init(startingAt start: FloorPoint) {
        self.start = start
        place = start
    }

    /// Appends an activity.
    public mutating func add(_ kind: Activity.Kind, seconds: Double) {
        let activity = Activity(kind, lasting: .seconds(seconds.bounded(to: Activity.seconds)))
        activities.append(activity)
        duration += activity.duration
        switch kind {
        case .walk(let target), .wheel(let target): place = target
        default: break
        }
    }

    /// Walks to a place at `speed` metres a second, with time for a turn.
    public mutating func walk(to target: FloorPoint, speed: Double = 0.9) {
        add(.walk(to: target), seconds: max(1.2, place.distance(to: target) / max(speed, 0.1) + 1))
    }

    /// Lingers until a time since the start; does nothing if that has passed.
    public mutating func linger(until time: Duration) {
        let left = (time - duration).inSeconds
        if left >= Activity.seconds.lowerBound { add(.linger, seconds: left) }
    }

    /// The script, for a person who first looks along `heading`.
    public func script(_ appearance: FigureAppearance, heading: Double) -> FigureScript {
        FigureScript(appearance: appearance, start: start, heading: heading, activities: activities)
    }
}
