/// A time that somebody spends in a room.
struct DayStay: Hashable, Sendable {
    /// What for.
    enum Kind: Hashable, Sendable {
        case sleep, dress, pass, read, exercise, nap, visit, television, meal, clean
    }

    /// What for.
    var kind: Kind
    /// From when, in seconds from midnight.
    var start: Double
    /// Until when, in seconds from midnight.
    var end: Double
}

extension DayStay {
    /// An old person's day, as far as one room sees it, in order of time and without overlaps.
    static func stays(in room: DayRoom, using generator: inout SeededGenerator) -> [DayStay] {
        let (wake, bed) = (generator.number(in: 6.4...7.8), generator.number(in: 21.9...23.2))
        var stays: [DayStay] = []
        func add(_ kind: Kind, _ hours: Double, minutes: Double) {
            stays.append(DayStay(kind: kind, start: hours * 3_600, end: (hours * 60 + minutes) * 60))
        }
        switch room {
        case .bedroom:
            var from = 0.01
            for trip in 0..<(1 + generator.index(below: 3)) {
                let at = generator.number(in: 0.8...1.8) + Double(trip) * 2
                add(.sleep, from, minutes: (at - from) * 60)
                from = at + generator.number(in: 0.06...0.15)
            }
            add(.sleep, from, minutes: (wake - from) * 60)
            add(.dress, wake + 0.2, minutes: generator.number(in: 8...14))
            add(.clean, 10.6, minutes: generator.number(in: 6...12))
            add(.dress, bed - 0.3, minutes: generator.number(in: 6...12))
            add(.sleep, bed, minutes: (23.99 - bed) * 60)
        case .livingRoom:
            if generator.index(below: 3) > 0 { add(.exercise, 8.9, minutes: generator.number(in: 8...14)) }
            add(.read, 9.5, minutes: generator.number(in: 30...70))
            add(.clean, 11, minutes: generator.number(in: 8...15))
            add(.nap, 13.1, minutes: generator.number(in: 40...80))
            if generator.index(below: 5) > 1 { add(.visit, 15.2, minutes: generator.number(in: 40...75)) }
            add(.television, 19.3, minutes: (bed - 0.5 - 19.3) * 60)
        case .kitchen:
            add(.meal, wake + 0.5, minutes: generator.number(in: 22...35))
            add(.clean, 11.4, minutes: generator.number(in: 6...12))
            add(.meal, 12.1, minutes: generator.number(in: 30...45))
            add(.meal, 18.1, minutes: generator.number(in: 25...40))
        }
        for _ in 0..<10 {
            add(.pass, generator.number(in: wake...(bed - 0.4)), minutes: generator.number(in: 0.4...1.5))
        }
        return stays.sorted { $0.start < $1.start }
            .reduce(into: []) { kept, stay in
                if (kept.last.map { $0.end + 40 } ?? 0) < stay.start, stay.end > stay.start + 20 { kept.append(stay) }
            }
    }
}
