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
        return Scene(room: room, viewpoint: viewpoint, figures: figures, lighting: light, seed: seed)
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
        walk(to: .onStage(using: &generator), speed: generator.number(in: 0.7...1.1))
        switch kind {
        case .walk, .crossing:
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
}
