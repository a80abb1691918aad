import MonitoringModel

/// Somebody on the floor: for how long, and whether up again.
struct FallenBody: Sendable {
    /// The times on the floor that are told.
    static let told: [Duration] = [.seconds(10), .seconds(60), .seconds(300)]
    /// How long somebody must be upright to be up again.
    static let recoveryTime = Duration.seconds(2)

    private let since: Instant
    private let torso: Double
    private let uprightShoulders: Double
    private var lowestShoulders: Double
    private var uprightSince: Instant?
    private var toldCount = 0

    /// Starts with a confirmed fall.
    init(_ candidate: FallCandidate, at now: Instant) {
        since = now
        torso = candidate.torso
        uprightShoulders = candidate.uprightShoulders
        lowestShoulders = candidate.lowestShoulders
    }

    /// Starts with somebody whose silhouette has sunk to the ground.
    init(_ body: SunkenBody, at now: Instant) {
        since = now
        torso = body.torso
        uprightShoulders = body.uprightShoulders
        lowestShoulders = body.uprightShoulders + SunkenBody.leastDrop * body.torso
    }

    /// Starts with somebody who was found lying, which has been told.
    init(_ found: FoundLying, _ height: BodyHeight, torso: Double) {
        since = found.since ?? height.at
        self.torso = torso
        uprightShoulders = height.shoulders - torso
        lowestShoulders = height.shoulders
        toldCount = Self.told.prefix { $0 <= found.patience }.count
    }

    /// Returns the time on the floor if it is to be told now.
    mutating func wait(until now: Instant) -> Duration? {
        guard toldCount < Self.told.count, now - since >= Self.told[toldCount] else { return nil }
        toldCount += 1
        return Self.told[toldCount - 1]
    }

    /// Takes a sighting; returns the time on the floor if the person is up again.
    ///
    /// That is so when the torso is upright and the shoulders have regained most of the drop for two seconds: where a helper
    /// stands beside somebody who lies the network may take the one for the other for a moment.
    mutating func recovery(_ height: BodyHeight) -> Duration? {
        lowestShoulders = max(lowestShoulders, height.shoulders)
        let regained = lowestShoulders - height.shoulders
        guard height.uprightness(torso) >= BodyHeight.posture.risen,
            regained >= 0.6 * (lowestShoulders - uprightShoulders)
        else {
            uprightSince = nil
            return nil
        }
        let start = uprightSince ?? height.at
        uprightSince = start
        return height.at - start >= Self.recoveryTime ? start - since : nil
    }
}
