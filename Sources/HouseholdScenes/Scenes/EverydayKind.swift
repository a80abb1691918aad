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
    /// Crouches behind a low cupboard, and rises.
    case crouchBehind
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

extension Choreography {
    fileprivate mutating func perform(
        _ kind: EverydayKind,
        in room: inout Room,
        using generator: inout SeededGenerator
    ) {
        if kind == .wheelchair || kind == .wheelchairToMat {
            return rollAbout(onMat: kind == .wheelchairToMat, in: &room, using: &generator)
        }
        walk(to: .onStage(using: &generator), speed: generator.number(in: 0.7...1.1))
        switch kind {
        case .television:
            room.furniture.removeAll { $0.kind == .table }
            rest(on: .sofa, in: room, seconds: 20, using: &generator)
        case .wheelchair, .wheelchairToMat: break
        case .walk, .crossing, .blanket, .cat, .curtain, .lightSwitch, .infraredSwitch, .timestamp, .covered, .frozen,
            .moved, .noiseBurst, .otherCamera:
            for _ in 0..<5 { walk(to: .onStage(using: &generator), speed: generator.number(in: 0.6...1.3)) }
        case .chair, .helper:
            rest(on: .chair, in: room, seconds: kind == .helper ? 22 : generator.number(in: 4...10), using: &generator)
        case .sofa: rest(on: .sofa, in: room, seconds: generator.number(in: 4...10), using: &generator)
        case .bedSlowly, .bedBriskly:
            guard let bed = room.piece(.bed) else { return }
            walk(to: bed.approach)
            let seconds = kind == .bedSlowly ? generator.number(in: 7...10) : generator.number(in: 2.6...3.6)
            add(.lieDown, seconds: seconds)
            add(.linger, seconds: generator.number(in: 6...12))
            add(.getUp, seconds: generator.number(in: 4...6))
        case .napOnSofa:
            guard let sofa = room.piece(.sofa) else { return }
            walk(to: sofa.approach)
            add(.lieOnSofa, seconds: generator.number(in: 3...7))
            add(.linger, seconds: generator.number(in: 6...12))
            add(.getUp, seconds: generator.number(in: 4...6))
        case .pickUp:
            for _ in 0..<3 {
                add(.turn(to: generator.number(in: -180...180)), seconds: 1)
                add(.pickUp, seconds: generator.number(in: 2...3.5))
                walk(to: .onStage(using: &generator))
            }
        case .tieLaces:
            add(.turn(to: generator.number(in: -90...90)), seconds: 1)
            add(.tieLaces, seconds: generator.number(in: 5...9))
            guard let chair = room.piece(.chair) else { return }
            walk(to: chair.approach)
            add(.sitDown(.chair), seconds: 2.4)
            add(.tieLaces, seconds: generator.number(in: 5...9))
            add(.getUp, seconds: 2.4)
        case .kneel:
            add(.turn(to: generator.number(in: -180...180)), seconds: 1)
            add(.kneel, seconds: generator.number(in: 12...20))
            add(.getUp, seconds: generator.number(in: 2.5...4))
        case .exercise: exerciseOnMat(in: &room, using: &generator)
        case .crouchBehind:
            let spot = FloorPoint(x: place.x, z: place.z + 0.75)
            room.furniture.append(Furniture(.cupboard, at: spot, colour: Colour(150, 118, 88)))
            for _ in 0..<2 {
                add(.crouch, seconds: generator.number(in: 3...7))
                add(.getUp, seconds: generator.number(in: 1.2...2))
                add(.linger, seconds: 2)
            }
        }
        walk(to: .onStage(using: &generator))
        add(.linger, seconds: 2)
    }

    private mutating func rest(
        on kind: Furniture.Kind,
        in room: Room,
        seconds: Double,
        using generator: inout SeededGenerator
    ) {
        guard let piece = room.piece(kind) else { return }
        walk(to: piece.approach)
        add(.turn(to: 0), seconds: 0.9)
        add(.sitDown(kind), seconds: generator.number(in: 1.3...2.6))
        add(.linger, seconds: seconds)
        add(.getUp, seconds: generator.number(in: 1.6...3))
    }

    private mutating func exerciseOnMat(in room: inout Room, using generator: inout SeededGenerator) {
        room.furniture.append(Furniture(.mat, at: FloorPoint(x: 0.1, z: -0.1), colour: Colour(70, 110, 150)))
        walk(to: FloorPoint(x: 0.1, z: -0.1))
        add(.turn(to: -90), seconds: 1)
        add(.exercise, seconds: 8)
        add(.lieOnFloor, seconds: generator.number(in: 4...6))
        add(.exercise, seconds: generator.number(in: 10...16))
        add(.getUp, seconds: generator.number(in: 5...7))
    }

    private mutating func rollAbout(onMat: Bool, in room: inout Room, using generator: inout SeededGenerator) {
        add(.wheel(to: .onStage(using: &generator)), seconds: 5)
        if onMat {
            room.furniture.append(Furniture(.mat, at: FloorPoint(x: 0.1, z: -0.1), colour: Colour(70, 110, 150)))
            let side = place.x > 0 ? -1.0 : 1.0
            add(.wheel(to: FloorPoint(x: -0.4 * side, z: -0.1)), seconds: 4)
            add(.wheel(to: FloorPoint(x: -0.3 * side, z: -0.1)), seconds: 2)
            add(.linger, seconds: 2)
            add(.lowerToFloor, seconds: generator.number(in: 1.8...3.5))
            add(.exercise, seconds: generator.number(in: 10...16))
            add(.climbBack, seconds: generator.number(in: 4...7))
            add(.linger, seconds: 2)
        }
        for _ in 0..<3 { add(.wheel(to: .onStage(using: &generator)), seconds: generator.number(in: 4...7)) }
        add(.linger, seconds: 2)
    }
}
