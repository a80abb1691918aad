/// Scenes of ordinary life, without a fall.
extension Scene {
    /// A room without anybody, for a minute.
    public static func emptyRoom(seed: UInt64 = 1) -> Scene {
        var generator = SeededGenerator(seed: seed)
        return Scene(room: Room(using: &generator), viewpoint: Viewpoint(using: &generator), figures: [], seed: seed)
    }

    /// Somebody walks in, sits down on the chair and then does not move at all.
    ///
    /// - Parameters:
    ///   - seed: the room, the looks and the noise.
    ///   - time: for how long he sits without a movement; afterwards he stays so too.
    /// - Returns: the scene, which does not loop.
    public static func quietSitter(seed: UInt64 = 1, stillFor time: Duration) -> Scene {
        var generator = SeededGenerator(seed: seed)
        let room = Room(using: &generator)
        let looks = FigureAppearance(using: &generator)
        var steps = Choreography(startingAt: FloorPoint(x: -2.9, z: 0))
        if let chair = room.piece(.chair) { steps.walk(to: chair.approach) }
        steps.add(.turn(to: 0), seconds: 0.9)
        steps.add(.sitDown(.chair), seconds: 2.4)
        steps.add(.holdStill, seconds: time.inSeconds)
        return Scene(room: room, figures: [steps.script(looks, heading: 90)], seed: seed)
    }

    /// Somebody does random ordinary things, with pauses out of the room, for at least so long.
    public static func ordinaryDay(seed: UInt64, duration: Duration) -> Scene {
        var generator = SeededGenerator(seed: seed)
        let room = Room(using: &generator)
        let looks = FigureAppearance(using: &generator)
        let viewpoint = Viewpoint(using: &generator)
        var steps = Choreography(startingAt: FloorPoint(x: -2.9, z: 0))
        steps.walk(to: .onStage(using: &generator))
        let limit = min(duration, .seconds(Activity.seconds.upperBound))
        while steps.duration < limit { steps.addOrdinary(in: room, using: &generator) }
        return Scene(
            room: room,
            viewpoint: viewpoint,
            figures: [steps.script(looks, heading: 90)],
            seed: seed,
            duration: duration
        )
    }

    /// Two people in one room: one walks about, the other sits on the sofa and gets up now and then.
    public static func twoPeople(seed: UInt64) -> Scene {
        var generator = SeededGenerator(seed: seed)
        let room = Room(using: &generator)
        var (first, second) = (FigureAppearance(using: &generator), FigureAppearance(using: &generator))
        first.shirt = Colour(40, 60, 120)
        second.shirt = Colour(130, 45, 45)
        var walker = Choreography(startingAt: FloorPoint(x: 2.9, z: 0.1))
        while walker.duration < .seconds(40) {
            walker.walk(to: FloorPoint(x: generator.number(in: 0.1...1.2), z: generator.number(in: -0.3...0.3)))
            walker.add(.linger, seconds: generator.number(in: 2...4))
        }
        var sitter = Choreography(startingAt: FloorPoint(x: -2.9, z: -0.4))
        if let sofa = room.piece(.sofa) { sitter.walk(to: sofa.approach) }
        sitter.add(.sitDown(.sofa), seconds: 3)
        sitter.add(.linger, seconds: 20)
        sitter.add(.getUp, seconds: 2.4)
        sitter.walk(to: FloorPoint(x: -1.0, z: 0.1))
        sitter.linger(until: walker.duration)
        return Scene(
            room: room,
            figures: [walker.script(first, heading: -90), sitter.script(second, heading: 90)],
            seed: seed
        )
    }
}

extension Choreography {
    /// One ordinary thing: a walk, a seat, something picked up, a rest on the bed, a while out of the room.
    fileprivate mutating func addOrdinary(in room: Room, using generator: inout SeededGenerator) {
        switch generator.index(below: 7) {
        case 0, 1: walk(to: .onStage(using: &generator), speed: generator.number(in: 0.6...1.1))
        case 2: add(.linger, seconds: generator.number(in: 2...8))
        case 3: add(.pickUp, seconds: generator.number(in: 2.4...4))
        case 4: sit(on: .chair, in: room, using: &generator)
        case 5: sit(on: generator.next() % 2 == 0 ? .sofa : .bed, in: room, using: &generator)
        default:
            if generator.next() % 2 == 0 { goToBed(in: room, using: &generator) } else { leave(using: &generator) }
        }
    }

    private mutating func sit(on kind: Furniture.Kind, in room: Room, using generator: inout SeededGenerator) {
        guard let piece = room.piece(kind) else { return }
        walk(to: piece.approach)
        add(.turn(to: 0), seconds: 0.9)
        add(.sitDown(kind), seconds: generator.number(in: 1.8...3))
        add(.linger, seconds: generator.number(in: 4...12))
        add(.holdStill, seconds: generator.number(in: 1...6))
        add(.getUp, seconds: generator.number(in: 2...3))
        walk(to: .onStage(using: &generator))
    }

    private mutating func goToBed(in room: Room, using generator: inout SeededGenerator) {
        guard let bed = room.piece(.bed) else { return }
        walk(to: bed.approach)
        add(.turn(to: 0), seconds: 0.9)
        add(.lieDown, seconds: generator.number(in: 7...10))
        add(.holdStill, seconds: generator.number(in: 5...15))
        add(.getUp, seconds: generator.number(in: 5...7))
        walk(to: .onStage(using: &generator))
    }

    private mutating func leave(using generator: inout SeededGenerator) {
        let side = generator.next() % 2 == 0 ? 1.0 : -1.0
        walk(to: FloorPoint(x: 3.2 * side, z: 0))
        add(.stayAway, seconds: generator.number(in: 3...10))
        walk(to: .onStage(using: &generator))
    }
}
