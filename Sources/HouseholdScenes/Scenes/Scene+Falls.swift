/// Scenes in which somebody falls.
extension Scene {
    /// A flat for demonstrations, 40 s long and looping: somebody walks in and about, falls after 8 s, lies for 15 s, gets
    /// up and leaves.
    public static func demoFlat(seed: UInt64) -> Scene {
        var generator = SeededGenerator(seed: seed)
        let room = Room(using: &generator)
        let looks = FigureAppearance(using: &generator)
        var steps = Choreography(startingAt: FloorPoint(x: -2.9, z: 0))
        steps.walk(to: FloorPoint(x: 0.85, z: generator.number(in: 0.05...0.25)), speed: 1)
        steps.walk(to: FloorPoint(x: 0.3, z: generator.number(in: 0.05...0.25)))
        let direction = FallDirection.allCases[generator.index(below: FallDirection.allCases.count)]
        steps.faceToFall(direction, towards: -1, slant: generator.number(in: -15...15))
        steps.linger(until: .seconds(8))
        steps.add(.fall(direction), seconds: generator.number(in: 0.7...0.9))
        steps.add(.holdStill, seconds: 15)
        steps.add(.getUp, seconds: 5)
        steps.add(.linger, seconds: 1.2)
        steps.walk(to: FloorPoint(x: -2.9, z: 0.1), speed: 1)
        steps.add(.stayAway, seconds: max(1, 40 - steps.duration.inSeconds))
        return Scene(room: room, figures: [steps.script(looks, heading: 90)], seed: seed, loops: true)
    }

    /// Somebody walks in from either side, falls in a random direction in 0.6 to 1.0 s and stays on the floor.
    public static func randomFall(seed: UInt64) -> Scene {
        var generator = SeededGenerator(seed: seed)
        let room = Room(using: &generator)
        let looks = FigureAppearance(using: &generator)
        let viewpoint = Viewpoint(using: &generator)
        let side = generator.next() % 2 == 0 ? 1.0 : -1.0
        var steps = Choreography(startingAt: FloorPoint(x: side * 2.9, z: generator.number(in: -0.2...0.2)))
        for _ in 0...generator.index(below: 2) { steps.walk(to: .onStage(using: &generator)) }
        let direction = FallDirection.allCases[generator.index(below: FallDirection.allCases.count)]
        let towards = steps.place.x > 0 ? -1.0 : 1.0
        steps.faceToFall(direction, towards: towards, slant: generator.number(in: -28...28))
        steps.add(.linger, seconds: generator.number(in: 0.8...2.5))
        steps.add(.fall(direction), seconds: generator.number(in: 0.6...1.0))
        steps.add(.holdStill, seconds: generator.number(in: 8...12))
        return Scene(
            room: room,
            viewpoint: viewpoint,
            figures: [steps.script(looks, heading: -90 * side)],
            seed: seed
        )
    }
}

extension Choreography {
    /// Turns so that a fall goes to the picture's right (1) or left (-1), `slant` degrees off.
    mutating func faceToFall(_ direction: FallDirection, towards side: Double, slant: Double) {
        let heading =
            switch direction {
            case .forward: 90 * side
            case .backward: -90 * side
            case .left: side > 0 ? 0.0 : 180
            case .right: side > 0 ? 180.0 : 0
            }
        add(.turn(to: heading + slant), seconds: 0.9)
    }
}

extension FloorPoint {
    /// A random free place in front of the furniture.
    static func onStage(using generator: inout SeededGenerator) -> FloorPoint {
        FloorPoint(x: generator.number(in: -1.0...1.0), z: generator.number(in: -0.45...0.2))
    }
}

extension Viewpoint {
    /// A frontal viewpoint, a little nearer or farther, higher or lower than usual.
    init(using generator: inout SeededGenerator) {
        self.init(
            distance: generator.number(in: 3.7...4.1),
            height: generator.number(in: 1.35...1.75),
            tilt: generator.number(in: 8...9.5)
        )
    }
}
