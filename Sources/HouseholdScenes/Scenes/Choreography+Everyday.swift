/// What people do in staged scenes of ordinary life.
extension Choreography {
    /// Does one thing that is no fall, on the stage, and changes the room as it needs.
    mutating func perform(
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
        case .sitOnFloor:
            add(.turn(to: generator.number(in: -180...180)), seconds: 1)
            add(.sitOnFloor(crossed: generator.next() % 2 == 0), seconds: generator.number(in: 1.4...3.6))
            add(.linger, seconds: generator.number(in: 12...20))
            add(.getUp, seconds: generator.number(in: 2.5...4))
        case .lieOnFloor:
            add(.turn(to: generator.number(in: -180...180)), seconds: 1)
            add(.lieOnFloor, seconds: generator.number(in: 2.6...5.5))
            add(.linger, seconds: generator.number(in: 6...14))
            add(.getUp, seconds: generator.number(in: 4...6))
        case .pray:
            add(.turn(to: generator.number(in: -180...180)), seconds: 1)
            add(.linger, seconds: 2)
            add(.tieLaces, seconds: generator.number(in: 3...4))
            add(.linger, seconds: 1)
            add(.prostrate, seconds: generator.number(in: 12...18))
            add(.getUp, seconds: generator.number(in: 1.5...2.5))
        case .exercise: exerciseOnMat(in: &room, using: &generator)
        case .crouch:
            for _ in 0..<2 {
                add(.turn(to: generator.number(in: -180...180)), seconds: 1)
                // The way down takes two fifths of the time.
                add(.crouch, seconds: generator.number(in: 1.7...3.4))
                add(.linger, seconds: generator.number(in: 2...9))
                add(.getUp, seconds: generator.number(in: 1...2))
                walk(to: .onStage(using: &generator))
            }
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
