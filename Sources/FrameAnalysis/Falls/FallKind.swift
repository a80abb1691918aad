/// How a body came down, which decides how it is judged that it stays down.
enum FallKind: Hashable, Sendable {
    /// It ends low and wide.
    case flat
    /// It fell freely, whatever it looks like now: towards the camera, away from it, along its line of sight.
    case free
    /// It ends sitting or crouching on the ground, as after sliding down a wall.
    case toTheGround
    /// It sank to the ground and is seen from so high that it seems no deeper than a crouch.
    case slump
    /// It lay on a bed or sofa and lies beside it now.
    case outOfBed

    /// How long it must have been low before a fall of this kind is suspected at the earliest.
    var suspicionTime: Duration {
        switch self {
        case .flat: .milliseconds(199)
        // Whoever snatches something from the floor is up again by then.
        case .free: .milliseconds(800)
        case .outOfBed: .milliseconds(450)
        // Whoever crouches for something looks the same, but not for long.
        case .toTheGround, .slump: .seconds(2)
        }
    }

    /// How long it must have been low before the fall is confirmed.
    var confirmationTime: Duration { endsSitting ? .seconds(10) : .seconds(1) }

    /// How long it may take until it is confirmed.
    var patience: Duration { confirmationTime + (endsSitting ? .seconds(5) : .milliseconds(500)) }

    /// Whether the body ends sitting or crouching on the ground, so that only time tells.
    var endsSitting: Bool { self == .toTheGround || self == .slump }
}
