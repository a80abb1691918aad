/// Falls, and the way up again.
extension MotionPlanner {
    mutating func fall(_ direction: FallDirection, lasting seconds: Double) {
        fallDirection = direction
        let (tipping, fallen) = (pose.tipping(direction), pose.fallen(direction))
        move(to: tipping, lasting: seconds * 0.36, as: .upright, easing: .accelerate)
        move(to: fallen, lasting: seconds * 0.64, as: .lyingOnFloor, easing: .plunge)
    }

    mutating func faint(_ direction: FallDirection, lasting seconds: Double) {
        fallDirection = direction
        var heap = pose.buckling()
        heap.place = pose.place
        let start = BodyPose.standing(at: heap.moved(opposite(direction), by: 0.3), heading: pose.heading)
        move(to: heap, lasting: seconds * 0.5, as: .bending, easing: .accelerate)
        move(to: start.fallen(direction), lasting: seconds * 0.5, as: .lyingOnFloor, easing: .plunge)
    }

    mutating func fallOutOfBed(lasting seconds: Double) {
        guard posture == .lyingOnBed, let bed = room.piece(.bed) else { return rest(lasting: seconds, rhythm: .sway) }
        fallDirection = .forward
        var edge = pose
        edge.spin = 70
        edge.place.z = bed.place.z + bed.extent.depth / 2 - 0.08
        edge.leftLeg.flexion = 30
        edge.leftLeg.knee = 40
        let floor = FloorPoint(x: pose.place.x, z: bed.place.z + bed.extent.depth / 2 + 0.42)
        let fallen = BodyPose.rolledOut(to: floor, heading: pose.heading, spin: 100)
        move(to: edge, lasting: seconds * 0.5, as: .lyingOnBed)
        move(to: fallen, lasting: seconds * 0.5, as: .lyingOnFloor, easing: .plunge)
    }

    mutating func slump(lasting seconds: Double) {
        fallDirection = .backward
        var sliding = BodyPose.standing(at: pose.place, heading: pose.heading)
        sliding.pitch = -6
        sliding.neck = 18
        sliding.setLegs(BodyPose.Leg(flexion: 62, spread: 8, knee: 72, point: -8))
        let heap = BodyPose.slumped(at: pose.moved(.forward, by: 0.05), heading: pose.heading, lean: 12)
        move(to: sliding, lasting: seconds * 0.5, as: .bending, easing: .accelerate)
        move(to: heap, lasting: seconds * 0.5, as: .lyingOnFloor, easing: .plunge)
    }

    mutating func slideOffSeat(lasting seconds: Double) {
        guard posture == .sitting else { return rest(lasting: seconds, rhythm: .sway) }
        fallDirection = .backward
        var edge = BodyPose.seated(at: pose.moved(.forward, by: 0.22), heading: pose.heading)
        edge.pitch = -24
        edge.clearance = pose.clearance
        let floor = BodyPose.onBack(at: pose.moved(.forward, by: 0.72), heading: pose.heading)
        move(to: edge, lasting: seconds * 0.35, as: .sitting, easing: .accelerate)
        move(to: floor, lasting: seconds * 0.65, as: .lyingOnFloor, easing: .plunge)
    }

    mutating func getUp(lasting seconds: Double) {
        let heading = pose.heading
        defer { sitsOnFloor = false }
        switch posture {
        case .upright: rest(lasting: seconds, rhythm: .sway)
        case .sitting where !sitsOnFloor: rise(lasting: seconds)
        case .bending, .kneeling:
            move(to: .standing(at: pose.place, heading: heading), lasting: seconds, as: .upright)
        case .lyingOnBed: leaveBed(lasting: seconds)
        case .sitting, .lyingOnFloor:
            for step in pose.stepsUp(after: fallDirection) {
                move(to: step.pose, lasting: seconds * step.share, as: step.posture)
            }
        }
    }

    private mutating func leaveBed(lasting seconds: Double) {
        let nearest = [room.piece(.bed), room.piece(.sofa)].compactMap(\.self)
            .min { pose.place.distance(to: $0.place) < pose.place.distance(to: $1.place) }
        let facing = pose.heading + Self.shortestTurn(from: pose.heading, to: 0)
        move(
            to: .seated(at: nearest?.seat ?? pose.place, heading: facing),
            lasting: seconds * 0.55,
            as: .sitting
        )
        rise(lasting: seconds * 0.45)
    }

    private func opposite(_ direction: FallDirection) -> FallDirection {
        switch direction {
        case .forward: .backward
        case .backward: .forward
        case .left: .right
        case .right: .left
        }
    }
}
