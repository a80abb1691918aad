import MonitoringModel

/// Somebody who was already lying when first seen.
///
/// Whoever was upright once has a history that says more; whoever rests on a bed or sofa is well.
struct FoundLying: Sendable {
    /// How long somebody must lie.
    static let patience = Duration.seconds(30)
    /// The longest pause between two sightings of somebody who lies still.
    static let longestPause = Duration.seconds(10)

    /// Since when the person has been seen lying.
    private(set) var since: Instant?
    private var seenAt: Instant?
    private var sightings = 0
    private var lyingSightings = 0
    private var isExcluded = false

    /// Takes a sighting; returns `true` once, when the person has been lying long enough.
    mutating func see(_ height: BodyHeight, _ torso: Double, on rest: TrackFall.Rest) -> Bool {
        guard !isExcluded else { return false }
        let uprightness = height.uprightness(torso)
        guard uprightness < 0.7, rest != .furniture, seenAt.map({ height.at - $0 <= Self.longestPause }) ?? true else {
            isExcluded = true
            return false
        }
        seenAt = height.at
        let start = since ?? height.at
        since = start
        sightings += 1
        lyingSightings += abs(uprightness) <= 0.5 && height.aspect >= 1.1 ? 1 : 0
        guard height.at - start >= Self.patience else { return false }
        isExcluded = true
        return Double(lyingSightings) >= 0.8 * Double(sightings)
    }
}
