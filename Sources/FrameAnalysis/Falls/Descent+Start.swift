import MonitoringModel

/// From where a body came down.
extension Descent {
    /// How long somebody must sit to have come to rest on the way down.
    static let restTime = Duration.milliseconds(350)
    /// By how much the hips may move meanwhile, in torso lengths.
    static let restBand = 0.12
    /// How far below the highest place of the hips such a rest is, in torso lengths.
    static let restDepth = 0.1
    /// How sure the network must be of all joints together for a single sighting to tell where a body was.
    static let plainScore = 0.35
    /// How sure it must be of all joints together for a sighting to tell that at all.
    static let leastSureness = 0.18
    /// How long, and in more than one picture, a body may be seen less surely than that on the way down.
    static let longestDoubt = Duration.milliseconds(900)
    /// How upright somebody sits on the ground at the least, how far knees and feet are below the hips at the most, how far the
    /// hips must come down for a fall nevertheless, in torso lengths, and how long before the window that is looked for.
    ///
    /// On a chair the feet are about one torso length below the hips, of somebody who stands 1.7; the knees of somebody who
    /// kneels 0.8.
    static let seated = (uprightness: 0.6, legs: 0.65, hipDrop: 0.7, before: Duration.seconds(1))

    /// How upright the torso is at the least of somebody who sits before lying down, and how far the hips are at the most from where
    /// they end, in torso lengths.
    static let sat = (uprightness: 0.6, band: 0.25)

    /// How far the feet of somebody who stands, or sits on a seat, are below the hips at the least, in torso lengths.
    static let leastLegs = 0.6

    /// How far a body must have moved down the picture upright, in torso lengths, to have come nearer.
    static let leastApproach = 1.0
    /// How long it still is then at the least from shoulders to feet, as a share of before: what comes nearer gets no shorter.
    static let leastApproachLength = 0.95
    /// The share of that way that it makes at the least in each half of the time: whoever walks moves steadily, whoever falls at once.
    static let steadyShare = 0.25

    /// The sightings of the window, and the one before it if nothing was looked at between them.
    ///
    /// A camera in whose view nothing moves is looked at only now and then, so the body was still there when it began
    /// to move.
    static func latest(_ heights: [BodyHeight], until end: Instant) -> [BodyHeight] {
        let first = heights.firstIndex { end - $0.at <= window } ?? heights.startIndex
        guard first > heights.startIndex, heights[first].at - heights[first - 1].at >= leastGap else {
            return Array(heights[first...])
        }
        return Array(heights[(first - 1)...])
    }

    /// Leaves out what was before somebody came to rest sitting on the way down, as those who go to bed do.
    ///
    /// What follows must be a fall by itself: the hips of a person who lies down on a bed do not come down again.
    static func sinceRest(_ heights: [BodyHeight], _ torso: Double) -> ArraySlice<BodyHeight> {
        var start = 0
        var highestHips = Double.infinity
        for first in heights.indices {
            highestHips = min(highestHips, heights[first].hips)
            var low = heights[first].hips
            var high = low
            guard low - highestHips >= restDepth * torso else { continue }
            var end = first
            for next in heights[first...].indices {
                low = min(low, heights[next].hips)
                high = max(high, heights[next].hips)
                guard high - low <= restBand * torso, heights[next].uprightness(torso) >= 0.65 else { break }
                end = next
            }
            if heights[end].at - heights[first].at >= restTime { start = end }
        }
        return heights[start...]
    }

    /// Where shoulders and hips were before they came down; `nil` if the body is not seen well enough.
    ///
    /// What is hardly seen may be something else than the person, and of a body that is not seen plainly a single sighting may be
    /// a mistake: somebody who sat on the ground and lay back had been guessed half a torso length higher in one. So it counts
    /// only as far as the sighting before or after bears it out.
    static func start(
        of recent: ArraySlice<BodyHeight>,
        in heights: [BodyHeight]
    ) -> (shoulders: Double, hips: Double)? {
        let sure = sinceDoubt(recent).filter(isSure)
        guard let first = sure.first else { return nil }
        let before = heights.last { $0.at < first.at && isSure($0) }
        let neighbours = zip([before] + sure, sure.dropFirst().map(Optional.some) + [nil])
        func highest(_ place: KeyPath<BodyHeight, Double>) -> Double? {
            zip(sure, neighbours)
                .map { height, neighbours in
                    let near = [neighbours.0, neighbours.1].compactMap { $0?[keyPath: place] }.min()
                    guard height.sureness < plainScore, let near else { return height[keyPath: place] }
                    return max(height[keyPath: place], near)
                }
                .min()
        }
        guard let shoulders = highest(\.shoulders), let hips = highest(\.hips) else { return nil }
        return (shoulders, hips)
    }

    private static func isSure(_ height: BodyHeight) -> Bool {
        height.score >= leastScore && height.sureness >= leastSureness
    }

    /// Leaves out what was before a time in which the body was hardly seen: it may be that of somebody else, or furniture, since.
    private static func sinceDoubt(_ heights: ArraySlice<BodyHeight>) -> ArraySlice<BodyHeight> {
        var start = heights.startIndex
        var last: Int?
        for (index, height) in zip(heights.indices, heights) where isSure(height) {
            if let last, index - last > 2, height.at - heights[last].at > longestDoubt { start = index }
            last = index
        }
        return heights[start...]
    }

    /// For how long somebody's torso was upright with the hips near where they are now, in seconds.
    static func satSeconds(_ heights: [BodyHeight], _ torso: Double) -> Double {
        guard let last = heights.last else { return 0 }
        return zip(heights, heights.dropFirst())
            .filter { start, _ in
                last.at - start.at <= uprightSpan && start.uprightness(torso) >= sat.uprightness
                    && abs(start.hips - last.hips) <= sat.band * torso
            }
            .reduce(0) { $0 + min(($1.1.at - $1.0.at).inSeconds, 0.5) }
    }

    /// Where the feet were when somebody last stood, or sat on a seat; `nil` if they were hardly seen.
    static func feet(_ heights: [BodyHeight], _ torso: Double) -> Double? {
        let places = heights.filter { $0.uprightness(torso) >= leastUprightness }
            .compactMap { height in height.feet.flatMap { $0 - height.hips >= leastLegs * torso ? $0 : nil } }
        return places.isEmpty ? nil : BodyHistory.median(places.suffix(3))
    }

    /// How far a body came nearer on the way, in torso lengths, and how fast, in torso lengths a second; nothing below
    /// ``leastApproach``.
    ///
    /// A high camera shows whoever is nearer lower: shoulders, hips and feet moved down the picture together while the trunk was
    /// upright and the body got no shorter. Whoever falls towards the camera gets shorter at once.
    static func approach(_ recent: ArraySlice<BodyHeight>, _ torso: Double) -> (way: Double, speed: Double) {
        let upright = recent.filter { height in
            height.uprightness(torso) >= leastUprightness
                && height.feet.map { $0 - height.hips >= leastLegs * torso } ?? false
        }
        guard let first = upright.first, let feet = first.feet else { return (0, 0) }
        let length = feet - first.shoulders
        let last = upright.last { height in
            height.feet.map { $0 - height.shoulders >= leastApproachLength * length } ?? false
        }
        guard let last, let middle = upright.last(where: { $0.at - first.at <= (last.at - first.at) / 2 }) else {
            return (0, 0)
        }
        func way(_ start: BodyHeight, _ end: BodyHeight) -> Double {
            let feet = (end.feet ?? 0) - (start.feet ?? 0)
            return min(end.shoulders - start.shoulders, end.hips - start.hips, feet) / torso
        }
        let whole = way(first, last)
        let isSteady = min(way(first, middle), way(middle, last)) >= steadyShare * whole
        return whole >= leastApproach && isSteady ? (whole, whole / (last.at - first.at).inSeconds) : (0, 0)
    }

    /// Whether somebody sat on the ground: upright, and neither knees nor feet much below the hips.
    static func satOnGround(_ heights: [BodyHeight], since start: Instant, _ torso: Double) -> Bool {
        let legs = heights.filter { start - $0.at <= seated.before && $0.uprightness(torso) >= seated.uprightness }
            .compactMap { height in height.legs.map { ($0 - height.hips) / torso } }
        return legs.count >= 2 && BodyHistory.median(legs) <= seated.legs
    }
}
