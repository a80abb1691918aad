/// What becomes of somebody who has fallen, in staged scenes.
public enum Aftermath: String, Hashable, Sendable, CaseIterable {
    /// Lies for a while, gets up, walks about and leaves.
    case getsUp
    /// Creeps to another place before getting up.
    case creeps
    /// Lies, while a helper comes, bends over the fallen person and waits; gets up no more.
    case helper
    /// A helper comes and helps the fallen person up; both leave.
    case helpedUp

    /// Whether somebody else comes.
    public var hasHelper: Bool { self == .helper || self == .helpedUp }
    /// Whether the person is up again in the end.
    public var endsUpright: Bool { self != .helper }
}

extension FallKind {
    /// The kinds of falls after which somebody lies alone, in the open.
    public static let withAftermath = allCases.filter { ![.trip, .halfHidden, .withCompany].contains($0) }
}

extension Scene {
    /// Somebody falls, lies, and is up again in the end or not.
    ///
    /// - Parameters:
    ///   - fall: How, out of ``FallKind/withAftermath``.
    ///   - aftermath: What becomes of the person.
    ///   - place: Where the camera is.
    ///   - light: The light.
    ///   - seed: The room, the looks, the way and the noise.
    /// - Returns: The scene; its `events` hold the fall, and the recovery if there is one.
    public static func staged(
        _ fall: FallKind,
        then aftermath: Aftermath,
        from place: CameraPlace = .eyeLevel,
        in light: Lighting = .day,
        seed: UInt64
    ) -> Scene {
        var generator = SeededGenerator(seed: seed ^ 0xAF7E)
        var room = Room(using: &generator)
        let looks = FigureAppearance.anybody(using: &generator)
        let viewpoint = Viewpoint(place, using: &generator)
        var steps = Choreography(entering: &generator)
        steps.prepare(fall, in: &room, using: &generator)
        steps.perform(fall, before: viewpoint, in: room, using: &generator)
        let fallen = Scene(
            room: room,
            figures: [steps.script(looks, heading: steps.start.x > 0 ? -90 : 90)],
            seed: seed
        )
        let spot = fallen.pose(at: steps.duration)?.place ?? steps.place
        var figures: [FigureScript] = []
        if aftermath.hasHelper {
            let helper = Choreography.helper(for: spot, after: steps.duration, opposite: steps.start, using: &generator)
            figures.append(helper.script(.anybody(using: &generator), heading: steps.start.x > 0 ? 90 : -90))
        }
        steps.perform(aftermath, using: &generator)
        figures.insert(steps.script(looks, heading: steps.start.x > 0 ? -90 : 90), at: 0)
        return Scene(room: room, viewpoint: viewpoint, figures: figures, lighting: light, seed: seed)
    }
}

extension Choreography {
    /// Comes in, bends over the place where somebody lies, waits there and leaves by the same door.
    fileprivate static func helper(
        for spot: FloorPoint,
        after time: Duration,
        opposite door: FloorPoint,
        using generator: inout SeededGenerator
    ) -> Choreography {
        let side = door.x > 0 ? -1.0 : 1.0
        var steps = Choreography(startingAt: FloorPoint(x: side * 2.8, z: 0.1))
        steps.stayAway(until: time.inSeconds)
        let depth = (generator.next() % 2 == 0 ? 1.0 : -1.0) * generator.number(in: 0.5...0.7)
        steps.walk(to: FloorPoint(x: spot.x + side * 0.35, z: (spot.z + depth).bounded(to: -1.2...0.7)))
        steps.add(.turn(to: depth > 0 ? 180 : 0), seconds: 0.9)
        steps.add(.tieLaces, seconds: generator.number(in: 4...7))
        steps.add(.linger, seconds: generator.number(in: 1...3))
        steps.add(.kneel, seconds: generator.number(in: 6...9))
        steps.add(.getUp, seconds: 2.5)
        steps.add(.linger, seconds: generator.number(in: 4...8))
        steps.walk(to: FloorPoint(x: side * 2.8, z: 0.1))
        steps.add(.stayAway, seconds: 1)
        return steps
    }

    fileprivate mutating func perform(_ aftermath: Aftermath, using generator: inout SeededGenerator) {
        switch aftermath {
        case .getsUp: add(.linger, seconds: generator.number(in: 4...12))
        case .creeps:
            add(.creep(to: .onStage(using: &generator)), seconds: generator.number(in: 6...10))
            add(.linger, seconds: generator.number(in: 2...6))
        case .helper: return add(.linger, seconds: generator.number(in: 34...40))
        case .helpedUp: add(.linger, seconds: generator.number(in: 10...14))
        }
        add(.getUp, seconds: generator.number(in: 4...8))
        add(.linger, seconds: generator.number(in: 1...4))
        for _ in 0..<2 { walk(to: .onStage(using: &generator), speed: generator.number(in: 0.5...0.9)) }
        walk(to: start)
        add(.stayAway, seconds: 2)
    }
}
