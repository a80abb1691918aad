/// What people do low down on purpose.
extension MotionPlanner {
    mutating func lieOnSofa(lasting seconds: Double) {
        guard let sofa = room.piece(.sofa) else { return rest(lasting: seconds, rhythm: .sway) }
        var left = seconds
        if posture != .sitting || pose.place.distance(to: sofa.seat) > 0.1 {
            sitDown(.sofa, lasting: standUp(within: seconds * 0.5))
            left = seconds * 0.5
        }
        let middle = FloorPoint(x: sofa.place.x - 0.05, z: sofa.place.z + 0.12)
        var target = BodyPose.reclined(at: middle, clearance: sofa.extent.height - 0.05)
        target.heading = pose.heading + Self.shortestTurn(from: pose.heading, to: -90)
        target.setLegs(BodyPose.Leg(flexion: 30, spread: 5, knee: 48, point: 15))
        move(to: target, lasting: left, as: .lyingOnBed)
    }

    mutating func tieLaces(lasting seconds: Double) {
        let before = (pose: pose, posture: posture)
        if posture == .sitting {
            var low = BodyPose.bentOverFeet(at: pose.place, heading: pose.heading)
            low.clearance = pose.clearance
            move(to: low, lasting: seconds * 0.25, as: .bending)
        } else {
            move(
                to: .bent(at: pose.moved(.backward, by: 0.16), heading: pose.heading),
                lasting: seconds * 0.25,
                as: .bending
            )
        }
        rest(lasting: seconds * 0.5, rhythm: .sway)
        move(to: before.pose, lasting: seconds * 0.25, as: before.posture)
    }

    mutating func kneel(lasting seconds: Double) {
        let (place, heading) = (pose.place, pose.heading)
        move(to: .crouched(at: place, heading: heading), lasting: seconds * 0.12, as: .bending)
        move(to: .kneeling(at: place, heading: heading), lasting: seconds * 0.1, as: .kneeling)
        rest(lasting: seconds * 0.2, rhythm: .sway)
        move(to: .onKneesAndHands(at: place, heading: heading), lasting: seconds * 0.1, as: .kneeling)
        rest(lasting: seconds * 0.28, rhythm: .sway)
        move(to: .kneeling(at: place, heading: heading), lasting: seconds * 0.1, as: .kneeling)
        rest(lasting: seconds * 0.1, rhythm: .sway)
    }

    mutating func creep(to place: FloorPoint, lasting seconds: Double) {
        var left = seconds
        if posture == .lyingOnFloor, let raised = pose.stepsUp(after: fallDirection).first {
            move(to: raised.pose, lasting: seconds * 0.2, as: .sitting)
            left -= seconds * 0.2
        }
        let heading = pose.heading + Self.shortestTurn(from: pose.heading, to: heading(towards: place))
        move(to: .onKneesAndHands(at: pose.place, heading: heading), lasting: left * 0.3, as: .kneeling)
        move(to: .onKneesAndHands(at: place, heading: heading), lasting: left * 0.7, as: .kneeling)
    }

    mutating func crouch(lasting seconds: Double) {
        let down = min(1.4, seconds * 0.4)
        move(to: .crouched(at: pose.place, heading: pose.heading), lasting: down, as: .bending)
        rest(lasting: seconds - down, rhythm: .sway)
    }

    mutating func lieOnFloor(lasting seconds: Double) {
        fallDirection = .backward
        let (heading, wasSeated) = (pose.heading, posture == .sitting)
        if !wasSeated { move(to: .crouched(at: pose.place, heading: heading), lasting: seconds * 0.3, as: .bending) }
        let seat = pose.moved(wasSeated ? .forward : .backward, by: wasSeated ? 0.6 : 0.15)
        move(to: .seatedOnFloor(at: seat, heading: heading), lasting: seconds * (wasSeated ? 0.5 : 0.3), as: .sitting)
        move(to: .onBack(at: seat, heading: heading), lasting: seconds * (wasSeated ? 0.5 : 0.4), as: .lyingOnFloor)
    }

    mutating func sitOnFloor(crossed: Bool, lasting seconds: Double) {
        fallDirection = .backward
        let heading = pose.heading
        move(to: .crouched(at: pose.place, heading: heading), lasting: seconds * 0.55, as: .bending)
        let seat = pose.moved(.backward, by: 0.15)
        let seated: BodyPose =
            crossed ? .crossLegged(at: seat, heading: heading) : .seatedOnFloor(at: seat, heading: heading)
        move(to: seated, lasting: seconds * 0.45, as: .sitting)
        sitsOnFloor = true
    }

    mutating func prostrate(lasting seconds: Double) {
        let (place, heading) = (pose.place, pose.heading)
        move(to: .kneeling(at: place, heading: heading), lasting: seconds * 0.09, as: .kneeling)
        for _ in 0..<2 {
            move(to: .prostrate(at: place, heading: heading), lasting: seconds * 0.08, as: .kneeling)
            rest(lasting: seconds * 0.2, rhythm: .sway)
            move(to: .onHeels(at: place, heading: heading), lasting: seconds * 0.08, as: .kneeling)
            rest(lasting: seconds * 0.09, rhythm: .sway)
        }
    }

    mutating func exercise(lasting seconds: Double) {
        let base = pose
        var (first, second) = (base, base)
        if posture == .lyingOnFloor || posture == .lyingOnBed {
            first.leftLeg = BodyPose.Leg(flexion: 70, spread: 5, knee: 60, point: 10)
            second.rightLeg = BodyPose.Leg(flexion: 70, spread: 5, knee: 60, point: 10)
        } else {
            first.setArms(BodyPose.Arm(flexion: 150, spread: 20, elbow: 10))
            second.setArms(BodyPose.Arm(flexion: 10, spread: 80, elbow: 10))
            second.waist += 12
        }
        let count = max(1, Int((seconds / 5).rounded()))
        let part = seconds / Double(count * 4)
        for _ in 0..<count {
            for pose in [first, base, second, base] { move(to: pose, lasting: part, as: posture) }
        }
    }
}
