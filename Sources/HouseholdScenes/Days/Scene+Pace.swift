/// How often a camera's frames are worth drawing when a long scene is played faster than it happens.
extension Scene {
    /// How much goes on.
    public enum Pace: Int, Hashable, Sendable, Comparable {
        /// Nothing moves but the noise: a frame every two seconds.
        case still
        /// Somebody stays where he is with small movements, or the television plays: a frame a second.
        case slow
        /// Somebody moves, or has until lately: five frames a second.
        case busy

        /// The time from a frame to the next.
        public var step: Duration {
            switch self {
            case .still: .seconds(2)
            case .slow: .seconds(1)
            case .busy: .milliseconds(200)
            }
        }

        /// Whether less goes on in one than in the other.
        public static func < (left: Pace, right: Pace) -> Bool { left.rawValue < right.rawValue }
    }

    /// How long the pace of a movement is kept after its end.
    static let afterglow = 6.0

    /// The pace at a time: the greatest of anything that goes on then, did in the last six seconds or will within a second.
    public func pace(at time: Duration) -> Pace {
        let now = scriptSeconds(at: time)
        var pace = Pace.still
        for prop in props where prop.isMoving(at: now) || prop.isMoving(at: now + 1) {
            pace = max(pace, prop.kind == .television ? .slow : .busy)
        }
        let changes = (lightings.map(\.time) + light.map(\.time) + lens.map(\.time)).map(\.inSeconds)
        if changes.contains(where: { $0 > now - Self.afterglow && $0 <= now + 1 && $0 > 0 }) { pace = .busy }
        for performance in performances {
            if pace == .busy { return pace }
            pace = max(pace, performance.pace(from: now - Self.afterglow, to: now + 1))
        }
        return pace
    }

    /// Until when nobody is in the room and nothing in the picture changes but the noise; `time` if that is not so now.
    public func emptyUntil(_ time: Duration) -> Duration {
        let now = scriptSeconds(at: time)
        guard pace(at: time) == .still else { return time }
        var next = duration.inSeconds
        for performance in performances {
            guard let start = performance.nextPresence(after: now) else { continue }
            if start <= now { return time }
            next = min(next, start)
        }
        let changes = (lightings.map(\.time) + light.map(\.time) + lens.map(\.time) + faults.map(\.time))
            .map(\.inSeconds)
        for change in changes + props.map(\.start.inSeconds) where change > now { next = min(next, change) }
        return max(time, .seconds(next))
    }

    /// A number that is the same for times between which nothing in the picture changes but the noise.
    public func stillness(at time: Duration) -> UInt64 {
        let now = scriptSeconds(at: time)
        let changes = lightings.lastIndex { $0.time.inSeconds <= now } ?? 0
        return performances.reduce(UInt64(changes)) { $0 &* 1_000_003 &+ UInt64($1.index(at: now)) }
    }
}

extension Performance {
    /// When the person is there next: `time` if now, `nil` if never again.
    func nextPresence(after time: Double) -> Double? {
        var index = index(at: time)
        while let segment = segment(index), segment.end > time {
            if segment.isPresent { return max(segment.start, time) }
            index += 1
        }
        // Whoever is there when the script ends stays.
        return self.segment(at: time)?.isPresent == true ? time : nil
    }

    /// The greatest pace of the movements between two times.
    func pace(from first: Double, to last: Double) -> Scene.Pace {
        var pace = Scene.Pace.still
        var index = index(at: max(0, first))
        while let segment = segment(index), segment.start <= last {
            // Coming and going change the picture at once.
            let changesPresence = index > 0 && self.segment(index - 1)?.isPresent != segment.isPresent
            if changesPresence, segment.start >= first { return .busy }
            if segment.isPresent, !segment.isStill { pace = max(pace, segment.from == segment.to ? .slow : .busy) }
            if pace == .busy { return pace }
            index += 1
        }
        return pace
    }
}
