import MonitoringModel

/// Somebody who lies on the floor though no fall was seen.
///
/// Whoever was already lying when first seen is told soon. Whoever was up before may have lain down on purpose, so it
/// takes longer, and is told only where beds and sofas are marked: everywhere else it may be one of them.
struct FoundLying: Sendable {
    /// How long somebody who was never seen up must lie.
    static let patience = Duration.seconds(30)
    /// How long somebody who was seen up before must lie.
    static let longPatience = Duration.seconds(60)
    /// The longest pause between two sightings of somebody who lies still.
    static let longestPause = Duration.seconds(10)
    /// How long somebody who does not lie must be seen to be up again.
    static let upTime = Duration.seconds(2)
    /// The share of the sightings in which the body must lie.
    static let leastShare = 0.8

    /// Since when the person has been seen lying.
    private(set) var since: Instant?
    /// Whether the person was seen up, or on a bed or sofa, before.
    private(set) var wasUp = false
    private var seenAt: Instant?
    private var upSince: Instant?
    private var sightings = 0
    private var lyingSightings = 0

    /// How long the person must lie.
    var patience: Duration { wasUp ? Self.longPatience : Self.patience }

    /// Takes a sighting; returns `true` once the person has been lying long enough.
    mutating func see(_ height: BodyHeight, _ torso: Double, on rest: TrackFall.Rest) -> Bool {
        let uprightness = height.uprightness(torso)
        wasUp = wasUp || uprightness >= BodyHeight.posture.upright || rest.isForLying
        let lies = !rest.isForLying && abs(uprightness) <= BodyHeight.posture.lying && height.aspect >= 1.1
        if let seenAt, height.at - seenAt > Self.longestPause { forget() }
        seenAt = height.at
        upSince = lies ? nil : upSince ?? height.at
        sightings += 1
        lyingSightings += lies ? 1 : 0
        let share = Double(lyingSightings) / Double(sightings)
        guard share >= Self.leastShare, upSince.map({ height.at - $0 < Self.upTime }) ?? true else {
            forget()
            return false
        }
        let start = since ?? height.at
        since = start
        return height.at - start >= patience && (!wasUp || rest == .floor)
    }

    private mutating func forget() {
        since = nil
        sightings = 0
        lyingSightings = 0
    }
}
