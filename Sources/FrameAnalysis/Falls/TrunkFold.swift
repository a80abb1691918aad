import MonitoringModel

/// How the trunk of somebody moves who comes down: whether it bends forward and is straightened again.
///
/// Whoever sits down on the ground on purpose leans forward until the seat is near it, or would tip over backward, and then sits
/// up. Whose legs give way does not: the trunk only sinks.
struct TrunkFold: Sendable {
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

    private var places: [(at: Instant, uprightness: Double)]
    private let since: Instant
    /// Whether it was bent on the way down and is straightened.
    private(set) var isStraightened = false

    /// Starts with the way down.
    ///
    /// - Parameters:
    ///   - heights: The sightings on it.
    ///   - torso: The usual torso length in pixels.
    ///   - since: When the body was first low.
    init(_ heights: [BodyHeight], torso: Double, since: Instant) {
        places = heights.filter { $0.at < since }.map { ($0.at, $0.uprightness(torso)) }
        self.since = since
    }

    /// Takes how upright the trunk is.
    mutating func follow(_ uprightness: Double, at now: Instant) {
        guard !isStraightened, now - since <= Self.patience else { return }
        places.append((now, uprightness))
        isStraightened = hasRisen(at: now)
    }

    private func hasRisen(at now: Instant) -> Bool {
        let last = places.filter { now - $0.at <= Self.straightTime }.map(\.uprightness)
        let way = places.filter { $0.at - since <= Self.wayTime }.map(\.uprightness)
        guard now - since > Self.wayTime + Self.straightTime, last.count >= 3, way.count >= 3 else { return false }
        let bent = zip(zip(way, way.dropFirst()), way.dropFirst(2)).map { BodyHistory.median([$0.0, $0.1, $1]) }
        let leaps = zip(places, places.dropFirst())
            .contains { $1.uprightness - $0.uprightness >= Self.leap.rise && $1.at - $0.at <= Self.leap.time }
        return !leaps && bent.contains { BodyHistory.median(last) - $0 >= Self.leastRise }
    }
}
