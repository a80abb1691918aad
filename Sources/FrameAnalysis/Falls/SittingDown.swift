import MonitoringModel

/// Whether somebody who comes down to sit on the ground does so on purpose.
///
/// Whoever sits down there leans forward until the seat is near the ground, or would tip over backward, and then sits up; and
/// crouches for a moment before the last part of the way. Whose legs give way only sinks.
struct SittingDown: Sendable {
    /// For how long after it was first low a body may still be on its way down.
    static let wayTime = Duration.milliseconds(800)
    /// For how long after it was first low somebody is watched who may sit up.
    static let patience = Duration.seconds(4)
    /// For how long the trunk must have been straightened.
    static let straightTime = Duration.milliseconds(800)
    /// By how much it is straightened at the least, in torso lengths from hips to shoulders.
    static let leastRise = 0.13
    /// How far, and in which time at the most, it comes up from one sighting to the next if the network has taken something else
    /// for it.
    static let leap = (rise: 0.33, time: Duration.milliseconds(300))
    /// How far below their highest place the shoulders are at the least in a halt, for how long and within what range, and how
    /// much further they come down after it, in torso lengths.
    static let halt = (drop: 0.6, time: Duration.milliseconds(350), range: 0.1, more: 0.2)
    /// For how long before and after a body was first low a halt is looked for.
    static let haltSpan = (before: Duration.seconds(1), after: Duration.milliseconds(1_600))

    private let way: [LandedBody.Torso]
    private let since: Instant
    /// Whether the trunk was bent on the way down and is straightened.
    private(set) var isStraightened = false
    /// Whether the way had a halt, by where the body is now.
    private(set) var hasHalted = false
    /// Whether somebody who ends sitting does so on purpose.
    var isOnPurpose: Bool { isStraightened || hasHalted }

    /// Starts with the way down.
    ///
    /// - Parameters:
    ///   - heights: The sightings on it.
    ///   - torso: The usual torso length in pixels.
    ///   - since: When the body was first low.
    init(_ heights: [BodyHeight], torso: Double, since: Instant) {
        way = heights.filter { $0.at < since }.map { LandedBody.Torso($0, length: torso) }
        self.since = since
    }

    /// Looks at where the torso was in all sightings since, the last of which is new.
    mutating func follow(_ end: [LandedBody.Torso]) {
        guard let now = end.last?.at, now - since <= Self.patience else { return }
        let places = way + end
        isStraightened = isStraightened || hasRisen(places, at: now)
        hasHalted = haltsAndGoesOn(places, until: now)
    }

    private func hasRisen(_ places: [LandedBody.Torso], at now: Instant) -> Bool {
        let last = places.filter { now - $0.at <= Self.straightTime }.map(\.uprightness)
        let way = places.filter { $0.at - since <= Self.wayTime }.map(\.uprightness)
        guard now - since > Self.wayTime + Self.straightTime, last.count >= 3, way.count >= 3 else { return false }
        let bent = zip(zip(way, way.dropFirst()), way.dropFirst(2)).map { BodyHistory.median([$0.0, $0.1, $1]) }
        let leaps = zip(places, places.dropFirst())
            .contains { $1.uprightness - $0.uprightness >= Self.leap.rise && $1.at - $0.at <= Self.leap.time }
        return !leaps && bent.contains { BodyHistory.median(last) - $0 >= Self.leastRise }
    }

    /// Whether the shoulders stayed where they were for a moment, and are lower now.
    private func haltsAndGoesOn(_ places: [LandedBody.Torso], until now: Instant) -> Bool {
        let way = places.filter { since - $0.at <= Self.haltSpan.before && $0.at - since <= Self.haltSpan.after }
        let last = places.filter { now - $0.at <= Self.straightTime }.map(\.shoulders)
        guard let highest = places.map(\.shoulders).min(), way.count >= 5, last.count >= 3 else { return false }
        let end = BodyHistory.median(last)
        return way.indices.contains { first in
            guard way[first].shoulders - highest >= Self.halt.drop else { return false }
            let halt = Self.halt(from: way[first...])
            return halt.time >= Self.halt.time && end - halt.lowest >= Self.halt.more
        }
    }

    /// For how long the shoulders stay within the range of a halt, and how low they are in it.
    private static func halt(from way: ArraySlice<LandedBody.Torso>) -> (time: Duration, lowest: Double) {
        guard let first = way.first else { return (.zero, 0) }
        var (highest, lowest, end) = (first.shoulders, first.shoulders, first.at)
        for place in way {
            let range = (min(highest, place.shoulders), max(lowest, place.shoulders))
            guard range.1 - range.0 <= halt.range else { break }
            (highest, lowest, end) = (range.0, range.1, place.at)
        }
        return (end - first.at, lowest)
    }
}
