/// The ways in which people fall in staged scenes.
public enum FallKind: String, Hashable, Sendable, CaseIterable {
    /// Onto the face, across the picture.
    case forward
    /// Onto the back, across the picture.
    case backward
    /// Onto a side, across the picture.
    case sideways
    /// Onto the face, towards the camera.
    case towardsCamera
    /// Onto the face, away from the camera.
    case awayFromCamera
    /// Rolls out of bed.
    case outOfBed
    /// Slides down the wall into a heap.
    case slump
    /// Slides off the chair.
    case offChair
    /// Trips and is up again after three seconds on the floor.
    case trip
    /// Faints: the knees give way, then the body falls over.
    case faint
    /// Falls where a low cupboard hides the legs.
    case halfHidden
    /// Falls while somebody else sits on the sofa.
    case withCompany

    /// Whether the person lies or sits for a while before the fall.
    public var beginsAtRest: Bool { self == .outOfBed || self == .offChair }
    /// Whether the person sits on the ground after it, so that time tells whether it was on purpose.
    public var endsSitting: Bool { self == .slump }
}

extension Scene {
    /// Somebody does a thing or two and falls once, at a usual camera place in a usual light.
    ///
    /// Whoever falls lies for eight to twelve seconds, after a slump for fourteen to eighteen, a tripping person for three; half of
    /// those who lie move a little.
    ///
    /// - Parameters:
    ///   - fall: How.
    ///   - place: Where the camera is.
    ///   - light: The light.
    ///   - seed: The room, the looks, the way and the noise.
    /// - Returns: The scene; its `events` hold the fall.
    public static func staged(
        _ fall: FallKind,
        from place: CameraPlace = .eyeLevel,
        in light: Lighting = .day,
        seed: UInt64
    ) -> Scene {
        var generator = SeededGenerator(seed: seed)
        var room = Room(using: &generator)
        let looks = FigureAppearance.anybody(using: &generator)
        let viewpoint = Viewpoint(place, using: &generator)
        var steps = Choreography(entering: &generator)
        steps.prepare(fall, in: &room, using: &generator)
        steps.perform(fall, before: viewpoint, in: room, using: &generator)
        var figures = [steps.script(looks, heading: steps.start.x > 0 ? -90 : 90)]
        if fall == .withCompany { figures.append(.companion(until: steps.duration, in: room, using: &generator)) }
        return Scene(room: room, viewpoint: viewpoint, figures: figures, lighting: light, seed: seed)
    }
}

extension FigureScript {
    /// Somebody who sits on the sofa all the time, awake.
    static func companion(
        until time: Duration,
        in room: Room,
        using generator: inout SeededGenerator
    ) -> FigureScript {
        let sofa = room.piece(.sofa)
        var steps = Choreography(startingAt: sofa?.approach ?? FloorPoint(x: -1.5, z: -1))
        steps.add(.sitDown(.sofa), seconds: 1.5)
        steps.linger(until: time)
        return steps.script(.anybody(using: &generator), heading: 0)
    }
}

extension Choreography {
    /// Comes in through either door.
    init(entering generator: inout SeededGenerator) {
        let side = generator.next() % 2 == 0 ? 1.0 : -1.0
        self.init(startingAt: FloorPoint(x: side * 2.8, z: generator.number(in: -0.2...0.2)))
    }

    /// Goes to where it will happen.
    mutating func prepare(_ fall: FallKind, in room: inout Room, using generator: inout SeededGenerator) {
        let speed = generator.number(in: 0.7...1.1)
        switch fall {
        case .outOfBed:
            guard let bed = room.piece(.bed) else { return }
            walk(to: bed.approach, speed: speed)
            add(.lieDown, seconds: generator.number(in: 7...9))
            add(.linger, seconds: generator.number(in: 3...6))
        case .offChair:
            guard let chair = room.piece(.chair) else { return }
            walk(to: chair.approach, speed: speed)
            add(.sitDown(.chair), seconds: generator.number(in: 2.2...3))
            add(.linger, seconds: generator.number(in: 3...6))
        case .slump:
            room.furniture.removeAll { $0.kind == .table || $0.kind == .chair }
            walk(to: FloorPoint(x: -0.25, z: -1.3), speed: speed)
            walk(to: FloorPoint(x: -0.25, z: -2.02), speed: 0.6)
            add(.turn(to: generator.number(in: -12...12)), seconds: 1.4)
            add(.linger, seconds: generator.number(in: 1.5...4))
        case .halfHidden:
            let spot = FloorPoint(x: generator.number(in: -0.5...0.6), z: generator.number(in: -0.4 ... -0.1))
            let cupboard = FloorPoint(
                x: spot.x + (spot.x > 0 ? 1 : -1) * generator.number(in: 0.05...0.25),
                z: spot.z + 0.75
            )
            room.furniture.append(Furniture(.cupboard, at: cupboard, colour: Colour(150, 118, 88)))
            walk(to: spot, speed: speed)
        default:
            for _ in 0...generator.index(below: 2) { walk(to: .onStage(using: &generator), speed: speed) }
        }
    }

    /// Falls, and lies.
    mutating func perform(
        _ fall: FallKind,
        before viewpoint: Viewpoint,
        in room: Room,
        using generator: inout SeededGenerator
    ) {
        let slant = generator.number(in: -25...25)
        let across: FallDirection = place.x > 0 ? .left : .right
        let towards = place.x > 0 ? -1.0 : 1.0
        let time = generator.number(in: 0.6...1.0)
        func direction(_ directions: [FallDirection]) -> FallDirection {
            directions[generator.index(below: directions.count)]
        }
        switch fall {
        case .forward, .backward, .sideways, .trip, .halfHidden, .withCompany:
            let way: FallDirection =
                switch fall {
                case .forward, .trip: .forward
                case .backward: .backward
                case .sideways: direction([.left, .right])
                default: direction(FallDirection.allCases)
                }
            faceToFall(way, towards: towards, slant: slant)
            add(.linger, seconds: generator.number(in: 0.8...2.5))
            add(.fall(way), seconds: time)
        case .towardsCamera, .awayFromCamera:
            let heading = viewpoint.headingTowards(from: place) + (fall == .towardsCamera ? 0 : 180)
            add(.turn(to: heading + slant * 0.6), seconds: 0.9)
            add(.linger, seconds: generator.number(in: 0.8...2.5))
            add(.fall(.forward), seconds: time)
        case .faint:
            add(.turn(to: slant * 2), seconds: 0.9)
            add(.linger, seconds: generator.number(in: 0.8...2.5))
            add(.faint(direction([across, across, .backward, .forward])), seconds: time + 0.5)
        case .outOfBed: add(.fallOutOfBed, seconds: time + 0.4)
        case .slump: add(.slump, seconds: time + 0.6)
        case .offChair: add(.slideOffSeat, seconds: time + 0.4)
        }
        if fall == .trip {
            add(.holdStill, seconds: 3)
            add(.getUp, seconds: generator.number(in: 3...4.5))
            add(.linger, seconds: 4)
        } else {
            let more = fall.endsSitting ? 6.0 : 0
            add(generator.next() % 2 == 0 ? .holdStill : .linger, seconds: generator.number(in: 8...12) + more)
        }
    }
}
