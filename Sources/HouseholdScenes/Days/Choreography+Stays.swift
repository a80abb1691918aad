/// How the times in a room are spent.
extension Choreography {
    /// Is away until a second of the day.
    mutating func stayAway(until second: Double) {
        let left = second - duration.inSeconds
        if left > 0.2 { add(.stayAway, seconds: left) }
    }

    /// Comes in, spends a stay and leaves again; with a fall in it if one is given.
    mutating func spend(_ stay: DayStay, falling: FallKind?, in room: Room, using generator: inout SeededGenerator) {
        stayAway(until: stay.start)
        let door = FloorPoint(x: start.x, z: 0)
        walk(to: .onStage(using: &generator))
        if let falling { fall(falling, using: &generator) }
        switch stay.kind {
        case .sleep: sleep(until: stay.end - 12, in: room, using: &generator)
        case .nap: nap(until: stay.end - 12, in: room, using: &generator)
        case .read, .television, .visit:
            sit(on: stay.kind == .read ? .chair : .sofa, until: stay.end - 8, in: room, using: &generator)
        case .meal: eat(until: stay.end - 8, in: room, using: &generator)
        case .dress, .clean: busy(until: stay.end - 6, in: room, using: &generator)
        case .exercise:
            while duration.inSeconds < stay.end - 60 {
                add(.exercise, seconds: generator.number(in: 15...30))
                add(.lieOnFloor, seconds: generator.number(in: 5...8))
                add(.exercise, seconds: generator.number(in: 20...50))
                add(.getUp, seconds: generator.number(in: 5...8))
                add(.linger, seconds: generator.number(in: 3...10))
            }
        case .pass:
            while duration.inSeconds < stay.end - 8 {
                walk(to: .onStage(using: &generator), speed: generator.number(in: 0.5...1))
                add(generator.index(below: 4) == 0 ? .pickUp : .linger, seconds: generator.number(in: 2.4...6))
            }
        }
        walk(to: .onStage(using: &generator))
        walk(to: door)
        add(.stayAway, seconds: 1)
    }

    /// Falls, lies for one to ten minutes and gets up again.
    private mutating func fall(_ kind: FallKind, using generator: inout SeededGenerator) {
        let directions = FallDirection.allCases
        let direction = directions[generator.index(below: directions.count)]
        faceToFall(direction, towards: place.x > 0 ? -1 : 1, slant: generator.number(in: -40...40))
        add(.linger, seconds: generator.number(in: 1...3))
        let seconds = generator.number(in: 0.6...1)
        if kind == .faint {
            add(.faint(direction), seconds: seconds + 0.5)
        } else {
            add(.fall(direction), seconds: seconds)
        }
        add(.holdStill, seconds: generator.number(in: 20...60))
        for _ in 0..<(1 + generator.index(below: 4)) {
            add(.linger, seconds: generator.number(in: 5...20))
            add(.holdStill, seconds: generator.number(in: 30...120))
        }
        add(.getUp, seconds: generator.number(in: 5...9))
        add(.linger, seconds: 6)
    }

    private mutating func sleep(until second: Double, in room: Room, using generator: inout SeededGenerator) {
        guard let bed = room.piece(.bed) else { return }
        walk(to: bed.approach)
        add(.turn(to: 0), seconds: 0.9)
        add(.lieDown, seconds: generator.number(in: 3.5...9))
        while duration.inSeconds < second {
            add(.holdStill, seconds: min(generator.number(in: 400...2_400), max(1, second - duration.inSeconds)))
            add(.turnOver, seconds: generator.number(in: 1.5...4))
            if generator.index(below: 3) == 0 { add(.linger, seconds: generator.number(in: 5...30)) }
        }
        add(.getUp, seconds: generator.number(in: 5...9))
        walk(to: FloorPoint(x: 0.8, z: -0.2), speed: 0.6)
    }

    private mutating func nap(until second: Double, in room: Room, using generator: inout SeededGenerator) {
        guard let sofa = room.piece(.sofa) else { return }
        walk(to: sofa.approach)
        add(.turn(to: 0), seconds: 0.9)
        add(.lieOnSofa, seconds: generator.number(in: 3...8))
        while duration.inSeconds < second {
            add(.holdStill, seconds: min(generator.number(in: 200...900), max(1, second - duration.inSeconds)))
            add(.linger, seconds: generator.number(in: 4...20))
        }
        add(.getUp, seconds: generator.number(in: 5...8))
    }

    private mutating func sit(
        on kind: Furniture.Kind,
        until second: Double,
        in room: Room,
        using generator: inout SeededGenerator
    ) {
        guard let piece = room.piece(kind) else { return }
        while duration.inSeconds < second {
            walk(to: piece.approach)
            add(.turn(to: 0), seconds: 0.9)
            add(.sitDown(kind), seconds: generator.number(in: 1.6...3))
            let until = min(second, duration.inSeconds + generator.number(in: 900...2_700))
            while duration.inSeconds < until {
                add(.linger, seconds: generator.number(in: 10...60))
                add(.holdStill, seconds: generator.number(in: 20...180))
                if generator.index(below: 12) == 0 { add(.tieLaces, seconds: generator.number(in: 4...8)) }
            }
            add(.getUp, seconds: generator.number(in: 2...3.5))
            walk(to: .onStage(using: &generator))
            if generator.index(below: 2) == 0 { add(.pickUp, seconds: generator.number(in: 2.4...4)) }
        }
    }

    private mutating func eat(until second: Double, in room: Room, using generator: inout SeededGenerator) {
        for _ in 0..<6 {
            walk(to: .onStage(using: &generator))
            add(.linger, seconds: generator.number(in: 5...25))
            if generator.index(below: 3) == 0 { add(.pickUp, seconds: generator.number(in: 2.4...4)) }
        }
        sit(on: .chair, until: second, in: room, using: &generator)
    }

    private mutating func busy(until second: Double, in room: Room, using generator: inout SeededGenerator) {
        while duration.inSeconds < second {
            walk(to: .onStage(using: &generator), speed: generator.number(in: 0.5...1.1))
            add(.turn(to: generator.number(in: -180...180)), seconds: 1)
            switch generator.index(below: 6) {
            case 0: add(.pickUp, seconds: generator.number(in: 2...4))
            case 1: add(.tieLaces, seconds: generator.number(in: 4...9))
            case 2:
                add(.kneel, seconds: generator.number(in: 12...40))
                add(.getUp, seconds: generator.number(in: 2.5...5))
            case 3:
                add(.crouch, seconds: generator.number(in: 4...10))
                add(.getUp, seconds: generator.number(in: 1.5...3))
            default: add(.exercise, seconds: generator.number(in: 5...15))
            }
        }
    }
}
