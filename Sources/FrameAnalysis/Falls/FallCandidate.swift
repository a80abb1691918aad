import MonitoringModel

/// A body that has just come down: whether it was fast enough, and whether it stays down.
struct FallCandidate: Sendable {
    /// What can be said so far.
    enum Verdict: Hashable, Sendable {
        case open, suspected, confirmed, dismissed
    }

    /// How long the body must have been low before a plain fall is suspected.
    static let suspicionTime = Duration.milliseconds(199)
    /// How long when the way down was slower or the end less flat.
    static let carefulTime = Duration.milliseconds(450)
    /// How long it must have been low before the fall is confirmed.
    static let confirmationTime = Duration.seconds(1)
    /// How long it may take until it is confirmed.
    static let patience = Duration.milliseconds(1_500)
    /// The speed of a body that nothing holds, in torso lengths (about half a metre) a second.
    static let fallingSpeed = 1.4
    /// The speed that nobody reaches on purpose, so that neither a deep drop nor a flat end is asked for.
    static let headlongSpeed = 2.0
    /// The speed below which somebody lies or kneels down on purpose.
    static let leastSpeed = 1.0

    /// When the body was first low.
    let since: Instant
    /// The usual torso length, in pixels.
    let torso: Double
    /// Whether the person was upright before.
    let wasUpright: Bool
    /// Where the shoulders were before, in pixels from the top edge.
    let uprightShoulders: Double
    /// The lowest place of the shoulders, in pixels from the top edge.
    private(set) var lowestShoulders: Double
    /// The greatest speed on the way down, in torso lengths a second.
    private(set) var speed: Double
    /// Whether the body was low in the last sighting.
    private(set) var wasLow = false
    /// Whether a fall was suspected.
    var isSuspected = false
    private var sightings = 0
    private var lowSightings = 0
    private var flatSightings = 0

    /// Starts with the way down.
    init(_ descent: Descent, to height: BodyHeight) {
        since = height.at
        torso = descent.torso
        wasUpright = descent.uprightSeconds > 0
        uprightShoulders = descent.uprightShoulders
        lowestShoulders = height.shoulders
        speed = descent.speed
    }

    /// How far the shoulders came down, in torso lengths.
    var drop: Double { (lowestShoulders - uprightShoulders) / torso }
    /// The share of sightings since in which the body was low, 0 to 1.
    var lowShare: Double { Double(lowSightings) / Double(max(sightings, 1)) }
    private var flatShare: Double { Double(flatSightings) / Double(max(sightings, 1)) }

    /// Takes a sighting and what the way down looks like by now.
    mutating func follow(_ height: BodyHeight, _ descent: Descent?) -> Verdict {
        lowestShoulders = max(lowestShoulders, height.shoulders)
        speed = max(speed, descent?.speed ?? 0)
        let uprightness = height.uprightness(torso)
        let hasStayed = height.shoulders - uprightShoulders >= 0.5 * (lowestShoulders - uprightShoulders)
        wasLow = (uprightness <= 0.75 || height.aspect >= 1.2) && hasStayed
        let isFlat = wasLow && (uprightness <= 0.35 && height.aspect >= 1.3 || uprightness <= 0.6 && height.aspect >= 2)
        sightings += 1
        lowSightings += wasLow ? 1 : 0
        flatSightings += isFlat ? 1 : 0
        // Whoever sits and leans a little is low too, but that alone is no reason for a suspicion.
        let liesNow = uprightness <= 0.6 || height.aspect >= 1.2
        return verdict(height.at - since, isFlat: isFlat, liesNow: liesNow)
    }

    private mutating func verdict(_ age: Duration, isFlat: Bool, liesNow: Bool) -> Verdict {
        let isDown = drop >= 1 || flatShare >= 0.5
        if age >= Self.confirmationTime, lowShare >= 0.7, isDown, speed >= Self.leastSpeed { return .confirmed }
        if age >= Self.patience { return .dismissed }
        guard !isSuspected, wasLow, liesNow, age >= Self.suspicionTime else { return .open }
        let isHeadlong = wasUpright && speed >= Self.headlongSpeed
        let isPlain = isHeadlong || speed >= Self.fallingSpeed && (drop >= 1.2 || isFlat)
        let isCareful = age >= Self.carefulTime && speed >= Self.leastSpeed && isDown && lowShare >= 0.6
        guard isPlain || isCareful else { return .open }
        isSuspected = true
        return .suspected
    }

    /// Whether somebody lost from sight had come down for certain.
    func isConfirmed(lostAt now: Instant) -> Bool {
        wasLow && now - since >= Self.confirmationTime && speed >= Self.leastSpeed
    }
}
