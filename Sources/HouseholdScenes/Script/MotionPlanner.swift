import Foundation

/// Turns a list of activities into movements between key poses.
struct MotionPlanner {
    /// The movements so far, without gaps, from time 0.
    private(set) var segments: [MotionSegment] = []
    /// What the activities made happen.
    private(set) var events: [SceneEvent] = []

    private let room: Room
    private let figure: Int
    private var pose: BodyPose
    private var posture = Posture.upright
    private var time = 0.0
    private var fallDirection = FallDirection.backward

    /// Plans for the figure with an index, who first stands at a place.
    init(room: Room, figure: Int, start: FloorPoint, heading: Double) {
        self.room = room
        self.figure = figure
        pose = .standing(at: start, heading: heading)
    }

    /// Appends one activity.
    mutating func plan(_ activity: Activity) {
        let (start, seconds) = (time, activity.duration.inSeconds)
        switch activity.kind {
        case .walk(let place): walk(to: place, lasting: standUp(within: seconds))
        case .turn(let heading): turn(to: heading, lasting: standUp(within: seconds))
        case .linger: rest(lasting: seconds, rhythm: .sway)
        case .holdStill: rest(lasting: seconds, rhythm: .none)
        case .sitDown(let kind): sitDown(kind, lasting: standUp(within: seconds))
        case .pickUp: pickUp(lasting: standUp(within: seconds))
        case .lieDown: lieDown(lasting: seconds)
        case .fall(let direction): fall(direction, lasting: standUp(within: seconds))
        case .getUp: getUp(lasting: seconds)
        case .stayAway: rest(lasting: seconds, rhythm: .none, isPresent: false)
        }
        if let kind = activity.kind.event {
            events.append(
                SceneEvent(kind: kind, figure: figure, start: .seconds(start), end: .seconds(time))
            )
        }
    }

    private mutating func move(
        to target: BodyPose,
        lasting seconds: Double,
        as after: Posture,
        easing: MotionSegment.Easing = .smooth,
        rhythm: MotionSegment.Rhythm = .none
    ) {
        segments.append(
            MotionSegment(
                start: time,
                duration: seconds,
                from: pose,
                to: target,
                easing: easing,
                rhythm: rhythm,
                postureBefore: posture,
                postureAfter: after
            )
        )
        (pose, posture, time) = (target, after, time + seconds)
    }

    private mutating func rest(lasting seconds: Double, rhythm: MotionSegment.Rhythm, isPresent: Bool = true) {
        segments.append(
            MotionSegment(
                start: time,
                duration: seconds,
                from: pose,
                to: pose,
                rhythm: rhythm,
                postureBefore: posture,
                postureAfter: posture,
                isPresent: isPresent
            )
        )
        time += seconds
    }

    /// Gets up if need be and says how much of the time is left.
    private mutating func standUp(within seconds: Double) -> Double {
        guard posture != .upright else { return seconds }
        getUp(lasting: seconds * 0.5)
        return seconds * 0.5
    }

    private mutating func turn(to heading: Double, lasting seconds: Double) {
        let angle = Self.shortestTurn(from: pose.heading, to: heading)
        var target = BodyPose.standing(at: pose.place, heading: pose.heading + angle)
        target.clearance = pose.clearance
        move(
            to: target,
            lasting: seconds,
            as: .upright,
            rhythm: abs(angle) < 30 ? .none : .steps(abs(angle) < 120 ? 1 : 2, vigour: 0.4)
        )
    }

    /// Turns at 170 degrees a second and walks; slight turns are made while walking.
    private mutating func walk(to place: FloorPoint, lasting seconds: Double) {
        let distance = pose.place.distance(to: place)
        guard distance > 0.02 else { return rest(lasting: seconds, rhythm: .sway) }
        let heading = atan2(place.x - pose.place.x, place.z - pose.place.z) * 180 / .pi
        let angle = Self.shortestTurn(from: pose.heading, to: heading)
        var left = seconds
        if abs(angle) >= 30 {
            let turning = min(max(0.4, abs(angle) / 170), seconds * 0.45)
            turn(to: heading, lasting: turning)
            left -= turning
        }
        let target = BodyPose.standing(
            at: place,
            heading: pose.heading + Self.shortestTurn(from: pose.heading, to: heading)
        )
        let steps = max(1, (distance / 0.62).rounded())
        move(to: target, lasting: left, as: .upright, easing: .travel, rhythm: .steps(steps, vigour: 1))
    }

    private mutating func sitDown(_ kind: Furniture.Kind, lasting seconds: Double) {
        guard kind != .table, let piece = room.piece(kind) else { return rest(lasting: seconds, rhythm: .sway) }
        var left = seconds
        if pose.place.distance(to: piece.approach) > 0.1 {
            walk(to: piece.approach, lasting: seconds * 0.4)
            left -= seconds * 0.4
        }
        if abs(Self.shortestTurn(from: pose.heading, to: 0)) > 2 {
            turn(to: 0, lasting: left * 0.35)
            left -= left * 0.35
        }
        let between = FloorPoint(x: piece.seat.x, z: piece.seat.z * 0.6 + piece.approach.z * 0.4)
        move(to: .lowering(at: between, heading: pose.heading), lasting: left * 0.5, as: .bending)
        move(to: .seated(at: piece.seat, heading: pose.heading), lasting: left * 0.5, as: .sitting)
    }

    private mutating func pickUp(lasting seconds: Double) {
        let upright = BodyPose.standing(at: pose.place, heading: pose.heading)
        let bent = BodyPose.bent(at: pose.moved(.backward, by: 0.16), heading: pose.heading)
        move(to: bent, lasting: seconds * 0.42, as: .bending)
        rest(lasting: seconds * 0.12, rhythm: .none)
        move(to: upright, lasting: seconds * 0.46, as: .upright)
    }

    private mutating func lieDown(lasting seconds: Double) {
        guard let bed = room.piece(.bed) else { return rest(lasting: seconds, rhythm: .sway) }
        var left = seconds
        if posture != .sitting || pose.place.distance(to: bed.seat) > 0.1 {
            sitDown(.bed, lasting: standUp(within: seconds * 0.5))
            left = seconds * 0.5
        }
        let middle = FloorPoint(x: bed.place.x - 0.02, z: bed.place.z + 0.08)
        var target = BodyPose.reclined(at: middle, clearance: bed.extent.height - 0.04)
        target.heading = pose.heading + Self.shortestTurn(from: pose.heading, to: -90)
        move(to: target, lasting: left, as: .lyingOnBed)
    }

    private mutating func fall(_ direction: FallDirection, lasting seconds: Double) {
        fallDirection = direction
        let (tipping, fallen) = (pose.tipping(direction), pose.fallen(direction))
        move(to: tipping, lasting: seconds * 0.36, as: .upright, easing: .accelerate)
        move(to: fallen, lasting: seconds * 0.64, as: .lyingOnFloor, easing: .plunge)
    }

    private mutating func getUp(lasting seconds: Double) {
        let heading = pose.heading
        switch posture {
        case .upright: rest(lasting: seconds, rhythm: .sway)
        case .sitting: rise(lasting: seconds)
        case .bending: move(to: .standing(at: pose.place, heading: heading), lasting: seconds, as: .upright)
        case .lyingOnBed:
            let seat = room.piece(.bed)?.seat ?? pose.place
            let facing = heading + Self.shortestTurn(from: heading, to: 0)
            move(to: .seated(at: seat, heading: facing), lasting: seconds * 0.55, as: .sitting)
            rise(lasting: seconds * 0.45)
        case .lyingOnFloor:
            for step in pose.stepsUp(after: fallDirection) {
                move(to: step.pose, lasting: seconds * step.share, as: step.posture)
            }
        }
    }

    private mutating func rise(lasting seconds: Double) {
        let (middle, end) = (pose.moved(.forward, by: 0.18), pose.moved(.forward, by: 0.46))
        move(to: .lowering(at: middle, heading: pose.heading), lasting: seconds * 0.5, as: .bending)
        move(to: .standing(at: end, heading: pose.heading), lasting: seconds * 0.5, as: .upright)
    }

    /// The turn of at most half a circle that brings one heading to another, in degrees.
    static func shortestTurn(from: Double, to: Double) -> Double {
        let turn = (to - from).truncatingRemainder(dividingBy: 360)
        return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
    }
}

extension Activity.Kind {
    /// What this makes happen in the ground truth, if anything.
    fileprivate var event: SceneEvent.Kind? {
        switch self {
        case .walk, .turn, .linger, .holdStill, .stayAway: nil
        case .sitDown: .sitDown
        case .pickUp: .pickUp
        case .lieDown: .lieDown
        case .fall: .fall
        case .getUp: .getUp
        }
    }
}
