import MonitoringModel

/// Somebody whom the network has lost, and whose silhouette has sunk to the ground.
struct SunkenBody: Sendable {
    /// How long it must stay there before a fall is suspected, and confirmed.
    static let time = (suspicion: Duration.milliseconds(800), confirmation: Duration.milliseconds(2_500))
    /// In how many pictures it must be seen there at the least.
    static let leastSightings = 3
    /// The longest pause between two of them.
    static let longestPause = Duration.milliseconds(2_500)
    /// How far the shoulders of somebody who is seen again are below their place before at the least to be still down, in torso lengths.
    static let leastDrop = 1.0
    /// How sure it is that somebody has fallen, 0 to 1.
    static let confidence = (suspected: 0.5, confirmed: 0.65)

    /// Where the shoulders were before, in pixels from the top edge.
    let uprightShoulders: Double
    /// The usual torso length in pixels.
    let torso: Double
    private let since: Instant
    private var seenAt: Instant
    private var sightings = 1
    /// Whether a fall was suspected.
    var isSuspected = false

    /// Starts when a silhouette is first seen on the ground; `nil` if the body was not upright before.
    init?(_ history: BodyHistory, smallestTorso: Double, at now: Instant) {
        torso = history.usualTorso(atLeast: smallestTorso)
        let torso = torso
        let upright = history.heights.filter { $0.uprightness(torso) >= BodyHeight.posture.upright }
        guard let highest = upright.map(\.shoulders).min() else { return nil }
        uprightShoulders = highest
        since = now
        seenAt = now
    }

    /// Whether somebody who is seen again is still down.
    func isDown(_ height: BodyHeight) -> Bool { height.shoulders - uprightShoulders >= Self.leastDrop * torso }

    /// Whether it is still open.
    func isWaiting(at now: Instant) -> Bool { now - seenAt <= Self.longestPause }

    /// Takes note that it is still there; returns what is to be told.
    mutating func stay(at now: Instant) -> VanishedBody.Verdict {
        sightings += 1
        seenAt = now
        guard sightings >= Self.leastSightings else { return .open }
        if now - since >= Self.time.confirmation { return .confirmed }
        guard !isSuspected, now - since >= Self.time.suspicion else { return .open }
        isSuspected = true
        return .suspected
    }

    /// Returns what is told of it.
    func signal(_ kind: FallSignal.Kind, _ track: Int) -> FallSignal {
        FallSignal(
            kind: kind,
            track: track,
            confidence: kind == .confirmed ? Self.confidence.confirmed : Self.confidence.suspected,
            why: "was lost from sight, and what stands out from the room there has sunk to the ground"
        )
    }
}
