/// Things that are no fall, in staged scenes.
public enum EverydayKind: String, Hashable, Sendable, CaseIterable {
    /// Walks about.
    case walk
    /// Sits down on the chair, and gets up.
    case chair
    /// Drops onto the sofa, and gets up.
    case sofa
    /// Lies down on the bed slowly, and gets up.
    case bedSlowly
    /// Throws himself on the bed.
    case bedBriskly
    /// Lies down on the sofa for a nap.
    case napOnSofa
    /// Picks things up from the floor.
    case pickUp
    /// Ties the laces, standing and sitting.
    case tieLaces
    /// Kneels, works on hands and knees, gets up.
    case kneel
    /// Lies down on a mat, exercises, gets up.
    case exercise
    /// Crouches in the open, briskly, for something on the floor, and rises.
    case crouch
    /// Crouches behind a low cupboard, and rises.
    case crouchBehind
    /// Sits down on the floor, briskly or slowly, stays there and gets up.
    case sitOnFloor
    /// Lies down on the floor where there is no mat, rests there and gets up.
    case lieOnFloor
    /// Bows, kneels down and touches the floor with the forehead, as in prayer.
    case pray
    /// Two people cross.
    case crossing
    /// A helper bends over somebody who sits.
    case helper
    /// Somebody in a wheelchair rolls about.
    case wheelchair
    /// Somebody is lowered from the wheelchair to a mat, exercises and climbs back.
    case wheelchairToMat
    /// A blanket falls to the floor beside somebody who walks about.
    case blanket
    /// A cat walks about, alone and with somebody.
    case cat
    /// A curtain moves in the wind.
    case curtain
    /// The television flickers before somebody on the sofa.
    case television
    /// The light goes off and on while somebody walks about.
    case lightSwitch
    /// The camera changes from daylight to infrared and back while somebody walks about.
    case infraredSwitch
    /// The time is burnt into the picture.
    case timestamp
    /// The lens is covered for a while.
    case covered
    /// The picture freezes for a while.
    case frozen
    /// Somebody knocks against the camera.
    case moved
    /// Stripes of garbage come over the picture.
    case noiseBurst
    /// The pictures of another room come for a while.
    case otherCamera
}

extension Scene {
    /// Somebody does something that is no fall, at a usual camera place in a usual light.
    ///
    /// - Parameters:
    ///   - kind: What.
    ///   - place: Where the camera is.
    ///   - light: The light.
    ///   - seed: The room, the looks, the way and the noise.
    /// - Returns: The scene.
    public static func staged(
        _ kind: EverydayKind,
        from place: CameraPlace = .eyeLevel,
        in light: Lighting = .day,
        seed: UInt64
    ) -> Scene {
        var generator = SeededGenerator(seed: seed ^ 0xDA11)
        var room = Room(using: &generator)
        let looks = FigureAppearance.anybody(using: &generator)
        let viewpoint = Viewpoint(place, using: &generator)
        var steps = Choreography(entering: &generator)
        steps.perform(kind, in: &room, using: &generator)
        var figures = [steps.script(looks, heading: steps.start.x > 0 ? -90 : 90)]
        if kind == .crossing || kind == .helper {
            figures.append(.visitor(kind, beside: steps, in: room, using: &generator))
        }
        let (start, end) = (steps.duration * 0.35, steps.duration * 0.7)
        var scene = Scene(
            room: room,
            viewpoint: viewpoint,
            figures: figures,
            light: kind == .lightSwitch ? [Change(at: start, 0.25), Change(at: end, 1)] : [],
            lens: kind == .covered ? [Change(at: start, true), Change(at: end, false)] : [],
            lighting: light,
            seed: seed
        )
        scene.disturb(kind, using: &generator)
        return scene
    }

    /// Adds what is not people.
    private mutating func disturb(_ kind: EverydayKind, using generator: inout SeededGenerator) {
        let (start, end) = (duration * 0.35, duration * 0.7)
        func fault(_ fault: CameraFault) -> [Change<CameraFault?>] { [Change(at: start, fault), Change(at: end, nil)] }
        switch kind {
        case .blanket:
            let place = FloorPoint(x: generator.number(in: -0.8...0.8), z: generator.number(in: -0.3...0.3))
            props = [Prop(.blanket(place), from: start, to: duration, colour: Colour(120, 80, 70))]
        case .cat: props = [Prop(.cat, to: duration)]
        case .curtain: props = [Prop(.curtain, to: duration, colour: Colour(120, 112, 100))]
        case .television: props = [Prop(.television, to: duration)]
        case .timestamp: hasTimestamp = true
        case .frozen: faults = fault(.frozen)
        case .moved: faults = [Change(at: start, .moved)]
        case .noiseBurst: faults = fault(.noiseBurst)
        case .otherCamera: faults = fault(.otherCamera)
        case .infraredSwitch:
            let other: Lighting = lighting(at: .zero) == .infrared ? .lamp : .infrared
            self = with(lightings: lightings + [Change(at: start, other), Change(at: end, lighting(at: .zero))])
        default: break
        }
    }
}

extension FigureScript {
    /// The second person of a scene with two.
    fileprivate static func visitor(
        _ kind: EverydayKind,
        beside first: Choreography,
        in room: Room,
        using generator: inout SeededGenerator
    ) -> FigureScript {
        let side = first.start.x > 0 ? -1.0 : 1.0
        var steps = Choreography(startingAt: FloorPoint(x: side * 2.8, z: 0.3))
        if kind == .helper, let chair = room.piece(.chair) {
            steps.add(.linger, seconds: 4)
            steps.walk(to: FloorPoint(x: chair.place.x + 0.25 * side, z: chair.approach.z + 0.55))
            for _ in 0..<3 {
                steps.add(.turn(to: 180 + 12 * side), seconds: 0.9)
                steps.add(.tieLaces, seconds: generator.number(in: 3...6))
                steps.add(.linger, seconds: 1.5)
            }
            steps.walk(to: FloorPoint(x: side * 2.8, z: 0.3))
        } else {
            while steps.duration < first.duration {
                steps.walk(to: FloorPoint(x: -side * 1.4, z: generator.number(in: 0.1...0.5)))
                steps.add(.linger, seconds: generator.number(in: 0.5...2))
                steps.walk(to: FloorPoint(x: side * 1.4, z: generator.number(in: 0.1...0.5)))
            }
        }
        return steps.script(.anybody(using: &generator), heading: -90 * side)
    }
}
