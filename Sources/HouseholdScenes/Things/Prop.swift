import Foundation

/// A thing that moves by itself, or lies about.
public struct Prop: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable {
        /// A cat that walks from place to place and sits down between.
        case cat
        /// A blanket that drops to the floor at the start and stays there.
        case blanket(FloorPoint)
        /// A curtain before the window that moves in the wind.
        case curtain
        /// A television on the back wall that flickers and lights the room.
        case television
    }

    /// What it is.
    public var kind: Kind
    /// When it comes, or begins to move or to play.
    public var start: Duration
    /// When it has gone, or is still or off.
    public var end: Duration
    /// Its colour.
    public var colour: Colour

    /// A thing that is there for a time.
    public init(_ kind: Kind, from start: Duration = .zero, to end: Duration, colour: Colour = Colour(96, 84, 74)) {
        self.kind = kind
        self.start = start
        self.end = end
        self.colour = colour
    }

    /// Whether something of it changes at a time.
    func isMoving(at seconds: Double) -> Bool {
        let (first, last) = (start.inSeconds, end.inSeconds)
        guard seconds >= first, seconds < last else { return false }
        if case .blanket = kind { return seconds < first + 1 }
        return true
    }

    /// The share of the room's light that is left because of it.
    func light(at seconds: Double) -> Double {
        guard kind == .television, isMoving(at: seconds) else { return 1 }
        return 0.93 + 0.07 * Self.random(UInt64(seconds * 2.5))
    }

    /// Its parts at a time; none if it is not there.
    func shape(at seconds: Double) -> FigureShape? {
        let age = seconds - start.inSeconds
        switch kind {
        case .curtain: return curtain(isMoving(at: seconds) ? seconds : 0)
        case .television: return television(isMoving(at: seconds) ? UInt64(seconds * 2.5) : nil)
        case .cat: return isMoving(at: seconds) ? cat(age) : nil
        case .blanket(let place): return age >= 0 && seconds < end.inSeconds ? blanket(place, age) : nil
        }
    }

    /// A number from 0 to 1 that belongs to a whole number.
    private static func random(_ number: UInt64) -> Double {
        var generator = SeededGenerator(seed: number &+ 77)
        return generator.number(in: 0...1)
    }

    private func curtain(_ seconds: Double) -> FigureShape {
        var shape = FigureShape()
        for strip in 0..<9 {
            let x = -2.45 + Double(strip) * 0.09 + (strip > 4 ? 0.75 : 0)
            let sway = seconds == 0 ? 0 : 0.12 * sin(seconds * 1.9 + Double(strip) * 0.7) + 0.1
            let top = Vector3(x: x, y: 2.3, z: Room.backWall + 0.08)
            let bottom = Vector3(x: x + sway * 0.4, y: 0.95, z: Room.backWall + 0.1 + sway)
            shape.add(top, bottom, 0.05, 0.06, colour.scaled(strip % 2 == 0 ? 1.7 : 1.55))
        }
        return shape
    }

    private func television(_ picture: UInt64?) -> FigureShape {
        var shape = FigureShape()
        for row in 0..<6 {
            let tone = picture.map { 60 + 150 * Self.random($0 &* 7 &+ UInt64(row)) } ?? 24
            let y = 1.1 + Double(row) * 0.09
            let z = Room.backWall + 0.06
            shape.add(
                Vector3(x: -0.62, y: y, z: z),
                Vector3(x: 0.22, y: y, z: z),
                0.05,
                0.05,
                picture == nil ? Colour(tone, tone, tone) : Colour(tone * 0.8, tone * 0.9, tone * 1.1)
            )
        }
        return shape
    }

    private func blanket(_ place: FloorPoint, _ age: Double) -> FigureShape {
        var shape = FigureShape()
        let height = max(0, 0.9 - 3 * age * age)
        for fold in 0..<5 {
            let angle = Double(fold) * 1.3
            let start = Vector3(x: place.x + 0.3 * cos(angle), y: height + 0.06, z: place.z + 0.25 * sin(angle))
            let end = Vector3(x: place.x - 0.35 * cos(angle + 0.6), y: height + 0.04, z: place.z - 0.2 * sin(angle))
            shape.add(start, end, 0.09, 0.07, colour.scaled(1 + 0.08 * Double(fold)))
        }
        return shape
    }

    /// Walks for four seconds to a place of its own choice, then sits for four.
    private func cat(_ age: Double) -> FigureShape {
        let turn = UInt64(max(0, age) / 8)
        let (from, to) = (Self.resting(turn), Self.resting(turn + 1))
        let walked = min(1, (age - Double(turn) * 8) / 4)
        let (heading, isWalking) = (from.heading(to: to) * .pi / 180, walked < 1)
        let (ahead, place) = (
            Vector3(x: sin(heading), y: 0, z: cos(heading)),
            Vector3(x: from.x + (to.x - from.x) * walked, y: 0, z: from.z + (to.z - from.z) * walked)
        )
        let up = Vector3(x: 0, y: 1, z: 0)
        let (rump, chest) = (place + up * (isWalking ? 0.2 : 0.12), place + ahead * 0.28 + up * 0.22)
        var shape = FigureShape()
        shape.add(rump, chest, 0.075, 0.08, colour)
        shape.add(chest + ahead * 0.1 + up * 0.09, chest + ahead * 0.13 + up * 0.1, 0.06, 0.05, colour)
        shape.add(rump, rump + ahead * -0.2 + up * 0.16, 0.025, 0.018, colour)
        for (index, joint) in [rump, chest].enumerated() {
            let swing = isWalking ? 0.06 * sin(age * 9 + Double(index) * 1.5) : 0
            for side in [-1.0, 1.0] {
                let foot = Vector3(x: joint.x + ahead.x * swing * side, y: 0.02, z: joint.z + ahead.z * swing * side)
                shape.add(joint, foot, 0.035, 0.025, colour.scaled(0.9))
            }
        }
        return shape
    }

    private static func resting(_ turn: UInt64) -> FloorPoint {
        FloorPoint(x: -1.6 + 3.2 * random(turn), z: -0.6 + 1.4 * random(turn &+ 900))
    }
}
