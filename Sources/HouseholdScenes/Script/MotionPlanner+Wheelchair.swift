/// Life in a wheelchair, and turning over in bed.
extension MotionPlanner {
    /// Metres from the floor to the soles of somebody who sits in a wheelchair.
    private static let footrest = 0.06

    mutating func turnOver(lasting seconds: Double) {
        guard posture == .lyingOnBed || posture == .lyingOnFloor else { return rest(lasting: seconds, rhythm: .sway) }
        var target = pose
        target.spin = pose.spin > 40 ? 0 : 80
        target.setLegs(
            BodyPose.Leg(flexion: target.spin > 0 ? 40 : 8, spread: 5, knee: target.spin > 0 ? 56 : 12, point: 15)
        )
        move(to: target, lasting: seconds, as: posture)
    }

    mutating func wheel(to place: FloorPoint, lasting seconds: Double) {
        if wheelchair == nil || posture != .sitting {
            let chair = wheelchair ?? Wheelchair(place: pose.place, heading: pose.heading)
            pose = .seated(at: chair.place, heading: chair.heading)
            pose.clearance = Self.footrest
            posture = .sitting
            wheelchair = chair
        }
        var left = seconds
        let angle = Self.shortestTurn(from: pose.heading, to: pose.place.heading(to: place))
        if abs(angle) > 5 {
            roll(to: pose.place, heading: pose.heading + angle, lasting: seconds * 0.35)
            left -= seconds * 0.35
        }
        roll(to: place, heading: pose.heading, lasting: left, easing: .travel)
    }

    private mutating func roll(
        to place: FloorPoint,
        heading: Double,
        lasting seconds: Double,
        easing: MotionSegment.Easing = .smooth
    ) {
        var target = BodyPose.seated(at: place, heading: heading)
        target.clearance = Self.footrest
        let chair = Wheelchair(place: place, heading: heading)
        move(to: target, lasting: seconds, as: .sitting, easing: easing, rolling: chair)
    }

    mutating func lowerToFloor(lasting seconds: Double) {
        fallDirection = .backward
        let seat = pose.moved(.forward, by: 0.62)
        move(to: .seatedOnFloor(at: seat, heading: pose.heading), lasting: seconds * 0.5, as: .sitting)
        move(to: .onBack(at: seat, heading: pose.heading), lasting: seconds * 0.5, as: .lyingOnFloor)
    }

    mutating func climbBack(lasting seconds: Double) {
        guard let chair = wheelchair else { return getUp(lasting: seconds) }
        let heading = pose.heading + Self.shortestTurn(from: pose.heading, to: chair.heading)
        var seated = BodyPose.seated(at: chair.place, heading: heading)
        seated.clearance = Self.footrest
        move(to: .seatedOnFloor(at: pose.place, heading: heading), lasting: seconds * 0.4, as: .sitting)
        move(to: seated, lasting: seconds * 0.6, as: .sitting)
    }
}
