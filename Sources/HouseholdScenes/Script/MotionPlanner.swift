import Foundation

/// Turns a list of activities into movements between key poses.
struct MotionPlanner {
    /// The movements so far, without gaps, from time 0.
    private(set) var segments: [MotionSegment] = []
    /// What the activities made happen.
    private(set) var events: [SceneEvent] = []

    let room: Room
    private let figure: Int
    var pose: BodyPose
    var posture = Posture.upright
    /// Where this person's wheelchair is, once there is one.
    var wheelchair: Wheelchair?
    private var time = 0.0
    private var hasFallen = false
    var fallDirection = FallDirection.backward
    /// Whether the person who sits does so on the floor.
    var sitsOnFloor = false

    /// Plans for the figure with an index, who first stands at a place.
    init(room: Room, figure: Int, start: FloorPoint, heading: Double) {
        self.room = room
        self.figure = figure
        pose = .standing(at: start, heading: heading)
    }

    /// Appends one activity.
    mutating func plan(_ activity: Activity) {
        let (start, seconds) = (time, activity.duration.inSeconds)
        defer { note(activity.kind, from: start) }
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
        case .lieOnSofa: lieOnSofa(lasting: seconds)
        case .tieLaces: tieLaces(lasting: seconds)
        case .kneel: kneel(lasting: standUp(within: seconds))
        case .creep(let place): creep(to: place, lasting: seconds)
        case .crouch: crouch(lasting: standUp(within: seconds))
        case .lieOnFloor: lieOnFloor(lasting: seconds)
        case .sitOnFloor(let crossed): sitOnFloor(crossed: crossed, lasting: standUp(within: seconds))
        case .prostrate: prostrate(lasting: standUp(within: seconds))
        case .exercise: exercise(lasting: seconds)
        case .turnOver: turnOver(lasting: seconds)
        case .wheel(let place): wheel(to: place, lasting: seconds)
        case .lowerToFloor: lowerToFloor(lasting: seconds)
        case .climbBack: climbBack(lasting: seconds)
        case .faint(let direction): faint(direction, lasting: standUp(within: seconds))
        case .fallOutOfBed: fallOutOfBed(lasting: seconds)
        case .slump: slump(lasting: standUp(within: seconds))
        case .slideOffSeat: slideOffSeat(lasting: seconds)
        }
    }

    private mutating func note(_ activity: Activity.Kind, from start: Double) {
        guard let kind = activity.event else { return }
        if kind == .fall { hasFallen = true }
        if kind == .getUp, hasFallen {
            hasFallen = false
            events.append(SceneEvent(kind: .recovery, figure: figure, start: .seconds(start), end: .seconds(time)))
        }
        events.append(SceneEvent(kind: kind, figure: figure, start: .seconds(start), end: .seconds(time)))
    }

    mutating func move(
        to target: BodyPose,
        lasting seconds: Double,
        as after: Posture,
        easing: MotionSegment.Easing = .smooth,
        rhythm: MotionSegment.Rhythm = .none,
        rolling: Wheelchair? = nil
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
                postureAfter: after,
                wheelchair: wheelchair,
                wheelchairAfter: rolling ?? wheelchair
            )
        )
        wheelchair = rolling ?? wheelchair
        (pose, posture, time) = (target, after, time + seconds)
    }

    mutating func rest(lasting seconds: Double, rhythm: MotionSegment.Rhythm, isPresent: Bool = true) {
        segments.append(
            MotionSegment(
                start: time,
                duration: seconds,
                from: pose,
                to: pose,
                rhythm: rhythm,
                postureBefore: posture,
                postureAfter: posture,
                isPresent: isPresent,
                wheelchair: wheelchair,
                wheelchairAfter: wheelchair
            )
        )
        time += seconds
    }

    /// Gets up if need be and says how much of the time is left.
    mutating func standUp(within seconds: Double) -> Double {
        guard posture != .upright else { return seconds }
        getUp(lasting: seconds * 0.5)
        return seconds * 0.5
    }

    mutating func turn(to heading: Double, lasting seconds: Double) {
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
    mutating func walk(to place: FloorPoint, lasting seconds: Double) {
        let distance = pose.place.distance(to: place)
        guard distance > 0.02 else { return rest(lasting: seconds, rhythm: .sway) }
        let heading = heading(towards: place)
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

    /// Where a place is, seen from here, in degrees.
    func heading(towards place: FloorPoint) -> Double {
        atan2(place.x - pose.place.x, place.z - pose.place.z) * 180 / .pi
    }

    mutating func sitDown(_ kind: Furniture.Kind, lasting seconds: Double) {
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

    mutating func rise(lasting seconds: Double) {
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
