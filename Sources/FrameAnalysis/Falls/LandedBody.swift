import MonitoringModel

/// What has been seen of a body since it came down, in lengths of its own torso.
struct LandedBody: Sendable {
    /// How long, in torso lengths, a heap is at most in any direction: somebody who crouches deeply, or has slumped.
    static let heapLength = 1.45
    /// How long, in torso lengths, a body is at most that the network has guessed from a part of somebody.
    static let guessedLength = 0.95
    /// How much of the time between two sightings counts for sitting up at the most.
    static let longestSatUpStep = Duration.milliseconds(500)

    /// Where the torso was in one sighting.
    struct Torso: Hashable, Sendable {
        /// When.
        var at: Instant
        /// How upright it was, 1 to -1.
        var uprightness: Double
        /// The shoulders' distance from the picture's top edge, in torso lengths.
        var shoulders: Double

        /// Measures a sighting.
        ///
        /// - Parameters:
        ///   - height: The sighting.
        ///   - length: The usual torso length in pixels.
        init(_ height: BodyHeight, length: Double) {
            at = height.at
            uprightness = height.uprightness(length)
            shoulders = height.shoulders / length
        }
    }

    /// What one sighting says.
    private struct Sighting: Sendable {
        var torso: Torso
        var hipDrop: Double
        var feet: Double?
        var lying: Double
        var isLow: Bool
        var isFlat: Bool
        var isHeap: Bool
        var isGuessed: Bool
        var hidesHips: Bool
    }

    private let length: Double
    private let uprightShoulders: Double
    private let uprightHips: Double
    private let uprightFeet: Double?
    private let startedAt: Instant
    private var sightings: [Sighting] = []

    /// Starts where a body has come down, which is not counted yet.
    init(_ descent: Descent, at start: Instant) {
        length = descent.torso
        uprightShoulders = descent.uprightShoulders / descent.torso
        uprightHips = descent.uprightHips
        uprightFeet = descent.feet
        startedAt = start
    }

    /// Takes a sighting.
    ///
    /// - Parameters:
    ///   - height: The sighting.
    ///   - isLow: Whether the body is still down.
    ///   - isFlat: Whether it lies low and wide.
    mutating func see(_ height: BodyHeight, isLow: Bool, isFlat: Bool) {
        let longSide = max(height.tallness, height.aspect * height.tallness)
        sightings.append(
            Sighting(
                torso: Torso(height, length: length),
                hipDrop: (height.hips - uprightHips) / length,
                feet: height.feet,
                lying: height.lying,
                isLow: isLow,
                isFlat: isFlat,
                isHeap: height.length <= Self.heapLength * length,
                isGuessed: longSide <= Self.guessedLength * length,
                hidesHips: !height.hasHips
            )
        )
    }

    /// How often the body was seen.
    var count: Int { sightings.count }
    /// Where the torso was in all sightings.
    var torsos: [Torso] { sightings.map(\.torso) }
    /// The share of sightings in which the body was low, 0 to 1.
    var lowShare: Double { share { $0.isLow } }
    /// The share of sightings in which the body was flat, 0 to 1.
    var flatShare: Double { share { $0.isFlat } }
    /// The share of sightings in which it was no longer than a heap, 0 to 1.
    var heapShare: Double { share { $0.isHeap } }
    /// The share of sightings in which the joints lay closer together than those of anybody, 0 to 1.
    var guessedShare: Double { share { $0.isGuessed } }
    /// The share of sightings in which the hips were hidden, 0 to 1.
    var hiddenShare: Double { share { $0.hidesHips } }
    /// How likely the posture is to be that of somebody who lies, the mean of the sightings, 0 to 1.
    var lying: Double { mean(\.lying) }
    /// How far the hips are below their place before, the mean in torso lengths.
    var meanHipDrop: Double { mean(\.hipDrop) }
    /// How upright the torso is on average.
    var meanUprightness: Double { mean(\.torso.uprightness) }
    /// How upright the torso mostly is, 1 before the first sighting; the mean would keep some of the way down.
    var usualUprightness: Double {
        sightings.isEmpty ? 1 : BodyHistory.median(sightings.map(\.torso.uprightness))
    }
    /// How far the shoulders are mostly below their place before, in torso lengths: a single sighting does not make a body low.
    var shoulderDepth: Double {
        sightings.isEmpty ? 0 : BodyHistory.median(sightings.map(\.torso.shoulders)) - uprightShoulders
    }
    /// How far shoulders and hips are below their places before, together in torso lengths.
    var depth: Double { meanHipDrop + shoulderDepth }
    /// How far the feet are above their place before, in torso lengths; `nil` if they are hardly seen.
    var feetRise: Double? {
        let places = sightings.compactMap(\.feet)
        guard let uprightFeet, places.count >= 2 else { return nil }
        return (uprightFeet - BodyHistory.median(places.suffix(3))) / length
    }

    /// For how long altogether the torso has been upright.
    var satUpTime: Duration {
        let starts = [startedAt] + sightings.map(\.torso.at)
        return zip(starts, sightings.map(\.torso))
            .reduce(.zero) { time, step in
                let (start, torso) = step
                guard torso.uprightness >= BodyHeight.posture.upright else { return time }
                return time + min(torso.at - start, Self.longestSatUpStep)
            }
    }

    /// Within how many torso lengths the shoulders have stayed for a while; `nil` if the body was not seen.
    func shoulderRange(during time: Duration, until now: Instant) -> Double? {
        let last = sightings.filter { now - $0.torso.at <= time }.map(\.torso.shoulders)
        guard let highest = last.min(), let lowest = last.max() else { return nil }
        return lowest - highest
    }

    private func share(_ condition: (Sighting) -> Bool) -> Double {
        Double(sightings.count(where: condition)) / Double(max(sightings.count, 1))
    }

    private func mean(_ value: KeyPath<Sighting, Double>) -> Double {
        sightings.reduce(0) { $0 + $1[keyPath: value] } / Double(max(sightings.count, 1))
    }
}
