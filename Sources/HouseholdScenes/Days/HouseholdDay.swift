/// A day of an old person's life in front of the camera of one room, from midnight to midnight.
public struct HouseholdDay: Sendable {
    /// The day's scene; its times count from midnight.
    public let scene: Scene

    /// Draws up a day.
    ///
    /// The flat, its people and its camera depend on `seed` and the room only; what happens depends on the day too.
    ///
    /// - Parameters:
    ///   - day: The number of the day.
    ///   - room: Which room the camera sees.
    ///   - place: Where the camera is.
    ///   - falls: How many falls happen at most, each in a stay of its own.
    ///   - hasCat: Whether a cat comes in for ten minutes now and then.
    ///   - seed: The flat, its people and the noise.
    public init(
        _ day: Int,
        in room: DayRoom,
        from place: CameraPlace,
        falls: Int = 0,
        hasCat: Bool = false,
        seed: UInt64
    ) {
        var flat = SeededGenerator(seed: seed ^ UInt64(room.rawValue.count) &* 0x9E37)
        let (furnished, viewpoint) = (Room(using: &flat), Viewpoint(place, using: &flat))
        let looks = FigureAppearance.anybody(using: &flat)
        var generator = SeededGenerator(seed: flat.next() &+ UInt64(clamping: day) &* 0xD1B5_4A32_D192_ED03)
        let stays = DayStay.stays(in: room, using: &generator)
        var falling: Set<Int> = []
        for _ in 0..<min(max(falls, 0), stays.count) { falling.insert(generator.index(below: stays.count)) }
        var steps = Choreography(startingAt: FloorPoint(x: 2.8, z: 0))
        for (index, stay) in stays.enumerated() where stay.start > steps.duration.inSeconds {
            let kind: FallKind? = falling.contains(index) ? [.forward, .faint][generator.index(below: 2)] : nil
            steps.spend(stay, falling: kind, in: furnished, using: &generator)
        }
        steps.stayAway(until: 86_400)
        var figures = [steps.script(looks, heading: -90)]
        for visit in stays where visit.kind == .visit {
            figures.append(.visitor(during: visit, in: furnished, using: &generator))
        }
        var scene = Scene(
            room: furnished,
            viewpoint: viewpoint,
            figures: figures,
            seed: generator.next(),
            duration: .seconds(86_400)
        )
        .with(lightings: Self.lightings)
        scene.props = Self.props(stays, hasCat: hasCat, using: &generator)
        self.scene = scene
    }

    private static var lightings: [Scene.Change<Lighting>] {
        [(0, .infrared), (6.2, .lamp), (7.5, .day), (17.5, .lamp), (23.3, .infrared)]
            .map { Scene.Change(at: .seconds($0 * 3_600), $1) }
    }

    private static func props(_ stays: [DayStay], hasCat: Bool, using generator: inout SeededGenerator) -> [Prop] {
        var props = stays.filter { $0.kind == .television }
            .map { Prop(.television, from: .seconds($0.start), to: .seconds($0.end)) }
        guard hasCat else { return props }
        for hour in [8.5, 14.3, 16.8, 21] {
            let start = Duration.seconds((hour + generator.number(in: -0.3...0.3)) * 3_600)
            props.append(Prop(.cat, from: start, to: start + .seconds(600)))
        }
        return props
    }
}

extension FigureScript {
    /// Somebody who comes for a visit, sits on the chair, helps a little and leaves.
    fileprivate static func visitor(
        during visit: DayStay,
        in room: Room,
        using generator: inout SeededGenerator
    ) -> FigureScript {
        var steps = Choreography(startingAt: FloorPoint(x: -2.8, z: 0.2))
        steps.stayAway(until: visit.start + 20)
        while steps.duration.inSeconds < visit.end - 60, let chair = room.piece(.chair) {
            steps.walk(to: chair.approach)
            steps.add(.turn(to: 0), seconds: 0.9)
            steps.add(.sitDown(.chair), seconds: 2)
            let until = min(visit.end - 60, steps.duration.inSeconds + generator.number(in: 400...900))
            while steps.duration.inSeconds < until {
                steps.add(.linger, seconds: generator.number(in: 10...60))
                steps.add(.holdStill, seconds: generator.number(in: 10...60))
            }
            steps.add(.getUp, seconds: 2)
            if let sofa = room.piece(.sofa) { steps.walk(to: FloorPoint(x: sofa.place.x + 0.5, z: -0.9)) }
            steps.add(.turn(to: 190), seconds: 0.9)
            steps.add(.tieLaces, seconds: generator.number(in: 3...6))
            steps.walk(to: .onStage(using: &generator))
        }
        steps.walk(to: FloorPoint(x: -2.8, z: 0.2))
        steps.add(.stayAway, seconds: 60)
        return steps.script(.anybody(using: &generator), heading: 90)
    }
}
