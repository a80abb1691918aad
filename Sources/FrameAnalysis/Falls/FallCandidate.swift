import MonitoringModel

/// A body that has just come down: whether it was fast enough, and whether it stays down.
struct FallCandidate: Sendable {
    /// What can be said so far.
    enum Verdict: Hashable, Sendable {
        case open, suspected, confirmed, dismissed
    }

    /// How long the body must have been low when the way down was slower, the end less flat, or the fall free and deep.
    static let carefulTime = Duration.milliseconds(450)
    /// The speed of a body that nothing holds, in torso lengths (about half a metre) a second.
    static let fallingSpeed = 1.4
    /// The speed that nobody reaches on purpose, so that neither a deep drop nor a flat end is asked for.
    static let headlongSpeed = 2.0
    /// The speed below which somebody lies or kneels down on purpose.
    static let leastSpeed = 1.0
    /// How tall a body on the ground may be, as a share of what it was; somebody who sits on a chair is taller.
    static let lowTallness = 0.65

    /// How long before it is seen to lie a body may have come down for the same way down.
    static let flatteningTime = Duration.milliseconds(500)

    /// The sightings without which a body that is not flat is no more than a mistake of the network.
    static let leastSightings = 3

    /// How far the hips must stay down: whoever bows or works on the knees lowers the shoulders only.
    static let leastHipDrop = 0.4
    /// How far shoulders and hips together must have come down, in torso lengths; a body that is hardly ever flat, or
    /// whose head is down, must have come down further than somebody who crouches or bows.
    static let leastDepth = (suspected: 1.3, confirmed: 1.5, atOnce: 1.8, hardlyFlat: 2.0)
    /// The share of sightings below which a body is hardly ever flat.
    static let leastFlatShare = 0.25
    /// How sure the network must be of the legs of somebody whose torso is half up.
    static let leastLegScore = 0.32
    /// The share of sightings from which a body whose head is down is flat beyond doubt.
    static let leastFlatShareHeadDown = 0.75
    /// How upright a torso is at the most whose head is down, as that of somebody who bows to the ground.
    static let headDown = -0.2
    /// The same of somebody who kneels with the forehead on the ground, and how far the hips of somebody who has fallen must have come
    /// down then.
    static let deepBow = (uprightness: -0.4, hipDrop: 0.75)
    /// How far the hips of a body that fell freely must have come down.
    static let leastFreeHipDrop = 0.55
    /// How far shoulders and hips of a body that fell freely must have come down together: with the torso on the
    /// ground, and with it upright, as after falling onto the knees.
    static let leastFreeDepth = (lying: 1.8, upright: 2.4)
    /// How upright a torso on the ground may be that points to the camera or away from it.
    static let lyingUprightness = BodyHeight.posture.lying
    /// How long a body must have been up for what came before to be over.
    static let upTime = Duration.seconds(1)
    /// How upright the torso is at the most of somebody who lies down after sitting, and for how long that one sat, in seconds:
    /// whose body falls does not sit on the ground first.
    static let lyingBack = (uprightness: 0.5, seconds: 0.55)
    /// The share of sightings since in which the body must be low.
    static let leastLowShare = 0.65

    /// How it came down.
    private(set) var kind: FallKind
    /// When the body was first low, or seen again.
    private(set) var since: Instant
    /// The usual torso length, in pixels.
    let torso: Double
    /// Whether the person was upright before.
    let wasUpright: Bool
    /// Where the shoulders were before, in pixels from the top edge.
    let uprightShoulders: Double
    private let uprightHips: Double
    private let tallness: Double
    private let feet: Double?
    /// The lowest place of the shoulders, in pixels from the top edge.
    private(set) var lowestShoulders: Double
    private var lowestHips: Double
    /// The greatest speed on the way down, in torso lengths a second.
    private(set) var speed: Double
    /// Whether the body was low in the last sighting.
    private(set) var wasLow = false
    /// When the body was last low.
    private(set) var lowAt: Instant
    /// Whether a fall was suspected.
    var isSuspected = false
    /// How often the body was seen since.
    private(set) var sightings = 0
    private(set) var lowSightings = 0
    private(set) var flatSightings = 0
    private(set) var heapSightings = 0
    private(set) var guessedSightings = 0
    /// How often the hips were hidden.
    private(set) var hiddenSightings = 0
    /// Whether it was a heap when a body that lies would have been confirmed.
    private(set) var wasHeap = false
    /// For how long altogether the torso has been upright since.
    private(set) var satUpTime = Duration.zero
    /// When the body was last seen.
    private(set) var seenAt: Instant
    private var hipDrops = 0.0
    private(set) var lyingShares = 0.0
    private var uprightnesses = 0.0
    private(set) var shoulderPlaces: [(at: Instant, y: Double)] = []
    private(set) var torsos: [Double] = []
    private var feetPlaces: [Double] = []
    /// Whether it sits down on purpose.
    private(set) var sittingDown: SittingDown

    /// Starts with the way down.
    init(_ kind: FallKind, _ descent: Descent, to height: BodyHeight) {
        self.kind = kind
        since = height.at
        lowAt = height.at
        seenAt = height.at
        torso = descent.torso
        wasUpright = descent.uprightSeconds > 0
        uprightShoulders = descent.uprightShoulders
        uprightHips = descent.uprightHips
        tallness = descent.tallness
        feet = descent.feet
        lowestShoulders = height.shoulders
        lowestHips = height.hips
        speed = descent.speed
        sittingDown = SittingDown(descent.way, torso: descent.torso, since: height.at)
    }

    /// How far the shoulders came down, in torso lengths.
    var drop: Double { (lowestShoulders - uprightShoulders) / torso }
    /// The share of sightings since in which the body was low, 0 to 1.
    var lowShare: Double { Double(lowSightings) / Double(max(sightings, 1)) }
    /// How far the hips are below their place before, the mean since in torso lengths.
    var meanHipDrop: Double { hipDrops / Double(max(sightings, 1)) }
    private var meanUprightness: Double { uprightnesses / Double(max(sightings, 1)) }
    /// How upright the torso mostly is; the mean would keep some of the way down.
    var usualUprightness: Double { torsos.isEmpty ? 1 : BodyHistory.median(torsos) }
    /// How far the shoulders are mostly below their place before, in torso lengths: a single sighting does not make a body low.
    var shoulderDepth: Double {
        shoulderPlaces.isEmpty ? 0 : (BodyHistory.median(shoulderPlaces.map(\.y)) - uprightShoulders) / torso
    }
    /// How far the feet are above their place before, in torso lengths; `nil` if they are hardly seen.
    var feetRise: Double? {
        guard let feet, feetPlaces.count >= 2 else { return nil }
        return (feet - BodyHistory.median(feetPlaces.suffix(3))) / torso
    }
    /// How far shoulders and hips are below their places before, together in torso lengths.
    var depth: Double { meanHipDrop + shoulderDepth }
    /// The share of sightings since in which the body was flat, 0 to 1.
    var flatShare: Double { Double(flatSightings) / Double(max(sightings, 1)) }
    /// Whether the whole body has come down enough for a fall of its kind; `least` is the depth asked of a flat one.
    private func isDeep(_ least: Double) -> Bool {
        switch kind {
        case .flat:
            // Nobody bows to the ground out of a bed.
            let mayBow = wasUpright && usualUprightness <= Self.headDown && flatShare < Self.leastFlatShareHeadDown
            let isDoubtful =
                flatShare < Self.leastFlatShare && lyingShares < Self.plainLyingShare * Double(sightings) || mayBow
            // Nobody crouches or bows as fast as a body falls that nothing holds.
            let isFree = speed >= Descent.freeSpeed && meanHipDrop >= Self.leastFreeHipDrop
            let doubtfulDepth = isFree ? Self.leastFreeDepth.lying : Self.leastDepth.hardlyFlat
            // Whoever bows to the ground on the knees has the head lower than whoever lies, and the hips higher.
            let bowsDeeply =
                wasUpright && usualUprightness <= Self.deepBow.uprightness && speed < Self.plunge.flatSpeed
            let leastDepth = bowsDeeply ? Self.crouchDepth : isDoubtful ? max(least, doubtfulDepth) : least
            return meanHipDrop >= (bowsDeeply ? Self.deepBow.hipDrop : Self.leastHipDrop) && depth >= leastDepth
        case .free:
            let isLying = meanUprightness <= Self.lyingUprightness
            return meanHipDrop >= Self.leastFreeHipDrop
                && depth >= (isLying ? Self.leastFreeDepth.lying : Self.leastFreeDepth.upright)
        case .toTheGround, .slump, .outOfBed: return true
        }
    }
    /// Takes a sighting and what the way down looks like by now.
    mutating func follow(_ height: BodyHeight, _ descent: Descent?) -> Verdict {
        lowestShoulders = max(lowestShoulders, height.shoulders)
        lowestHips = max(lowestHips, height.hips)
        speed = max(speed, descent?.speed ?? 0)
        let uprightness = height.uprightness(torso)
        wasLow = isLow(height)
        if wasLow { lowAt = height.at }
        // Of somebody who crouches behind furniture the network guesses legs that lie.
        let liesLong = uprightness <= 0.6 && height.aspect >= 2 && height.legScore >= Self.leastLegScore
        let isFlat = wasLow && (uprightness <= 0.35 && height.aspect >= 1.3 || liesLong)
        if uprightness >= Self.satUp { satUpTime += min(height.at - seenAt, Self.longestSatUpStep) }
        seenAt = height.at
        sightings += 1
        lowSightings += wasLow ? 1 : 0
        uprightnesses += uprightness
        torsos.append(uprightness)
        sittingDown.follow(height)
        hipDrops += (height.hips - uprightHips) / torso
        shoulderPlaces.append((height.at, height.shoulders))
        if let feet = height.feet { feetPlaces.append(feet) }
        flatSightings += isFlat ? 1 : 0
        hiddenSightings += height.hasHips ? 0 : 1
        lyingShares += height.lying
        let longSide = max(height.tallness, height.aspect * height.tallness)
        heapSightings += height.length <= Self.heap.length * torso ? 1 : 0
        guessedSightings += longSide <= Self.guessedLength * torso ? 1 : 0
        let age = height.at - since
        let hadBeenSuspected = isSuspected
        let verdict = kind == .flat ? verdict(age, height, isFlat: isFlat) : verdict(age)
        let liesBack =
            uprightness <= Self.lyingBack.uprightness && (descent?.satSeconds ?? 0) >= Self.lyingBack.seconds
        return liesBack && !hadBeenSuspected && verdict != .open ? .dismissed : verdict
    }

    /// Whether it is too late for a confirmation: for a body that only time tells, also once it has been up for a while.
    private func isOver(_ age: Duration, _ timing: FallKind) -> Bool {
        age >= timing.patience || age >= FallKind.flat.patience && since + age - lowAt >= Self.upTime
    }

    /// Returns the candidate of a body that now looks as after a fall of another kind; `nil` if it is still judged as before.
    ///
    /// Who lies in the end is judged by that. Who falls looks at first like somebody who sits down.
    func turned(into other: FallKind, _ descent: Descent, to height: BodyHeight) -> FallCandidate? {
        switch (kind, other) {
        case (.flat, _), (.slump, .slump): return nil
        case (.slump, _): return FallCandidate(other, descent, to: height)
        case (_, .flat):
            guard height.at - since <= Self.flatteningTime else { return FallCandidate(.flat, descent, to: height) }
            var candidate = self
            candidate.kind = .flat
            return candidate
        default: return nil
        }
    }

    /// Returns the candidate as it goes on with somebody who was lost from sight and is seen again; `nil` if up.
    func resumed(with height: BodyHeight) -> FallCandidate? {
        guard isLow(height) else { return nil }
        var candidate = self
        candidate.since = height.at
        return candidate
    }

    private func isLow(_ height: BodyHeight) -> Bool {
        let uprightness = height.uprightness(torso)
        let hasStayed = height.shoulders - uprightShoulders >= 0.5 * (lowestShoulders - uprightShoulders)
        let hipsHaveStayed = height.hips - uprightHips >= 0.5 * (lowestHips - uprightHips)
        let isFarBelow = height.hips - uprightHips >= Descent.towards.hipDrop * torso
        let isShort = isFarBelow || height.tallness <= 1.1 * Self.lowTallness * tallness
        return switch kind {
        case .flat:
            // Whoever plunged towards a high camera may look upright on the ground.
            hasStayed
                && (uprightness <= BodyHeight.posture.risen || height.aspect >= 1.2
                    || isFarBelow && hipsHaveStayed && isPlunge)
        case .free: hasStayed && hipsHaveStayed && (isShort || uprightness <= Self.lyingUprightness)
        case .toTheGround, .slump: hasStayed && hipsHaveStayed && isShort
        case .outOfBed: hasStayed && hipsHaveStayed && uprightness <= 0.6
        }
    }

    /// What can be said of a body that ends low and wide.
    private mutating func verdict(_ age: Duration, _ height: BodyHeight, isFlat: Bool) -> Verdict {
        // Whoever sits and leans a little is low too, but that alone is no reason for a suspicion.
        let liesNow = height.uprightness(torso) <= 0.6 || height.aspect >= 1.2
        let isDown = drop >= 1 || flatShare >= 0.5 || meanHipDrop >= 1
        let isSure =
            sightings >= Self.leastSightings || sightings == 2 && flatShare == 1 && isDeep(Self.leastDepth.atOnce)
        let isLowEnough =
            isSure && lowShare >= Self.leastLowShare && (isDeep(Self.leastDepth.suspected) || liesMotionless)
        if age >= kind.confirmationTime, isHeap { wasHeap = true }
        let timing = isDoubtful ? FallKind.toTheGround : kind
        let isDeepForGood =
            isDeep(Self.leastDepth.confirmed) || liesMotionless && age >= FallKind.slump.confirmationTime
        if isLowEnough, age >= timing.confirmationTime, lowShare >= 0.7, isDown, isDeepForGood,
            speed >= Self.leastSpeed, wasLow || !isDoubtful
        {
            return .confirmed
        }
        if isOver(age, timing) || hasSatUp { return .dismissed }
        let suspicionTime =
            (isGuessed || isGentle) && !isPlunge && !seemsOnTheGround
            ? FallKind.toTheGround.suspicionTime : kind.suspicionTime
        guard isLowEnough, !isSuspected, wasLow, liesNow, age >= suspicionTime else { return .open }
        let isHeadlong = wasUpright && speed >= Self.headlongSpeed
        let isPlain = isHeadlong || speed >= Self.fallingSpeed && (drop >= 1.2 || isFlat)
        let isCareful = age >= Self.carefulTime && speed >= Self.leastSpeed && isDown && lowShare >= 0.6
        guard isPlain || isCareful else { return .open }
        isSuspected = true
        return .suspected
    }

    /// What can be said of a body that came down in another way: it must stay where it is.
    private mutating func verdict(_ age: Duration) -> Verdict {
        let isSure = sightings >= Self.leastSightings && isDeep(0)
        let isPlainlyDown = kind != .slump && isOnTheGround
        let onlyTimeTells = kind == .free && !isPlainlyDown && !seemsToLie && !isPlunge
        let timing = isPlainlyDown ? FallKind.flat : onlyTimeTells ? FallKind.toTheGround : kind
        if isSure, wasLow, age >= timing.confirmationTime, lowShare >= 0.8, isBelowCrouch, sitsLow || !onlyTimeTells {
            return .confirmed
        }
        if isOver(age, kind.endsSitting ? kind : timing) { return .dismissed }
        let isPlain = kind == .free && depth >= Self.leastFreeDepth.upright || kind != .slump && seemsOnTheGround
        let suspicionTime = isPlain ? Self.carefulTime : kind.suspicionTime
        guard isSure, !isSuspected, wasLow, age >= suspicionTime, lowShare >= 0.8, isBelowCrouch else {
            return .open
        }
        isSuspected = true
        return .suspected
    }

    /// Whether somebody lost from sight had come down for certain.
    func isConfirmed(lostAt now: Instant) -> Bool {
        let isSlow = (isHeap || isGentle) && !isPlunge
        let timing = isOnTheGround ? FallKind.flat : isSlow ? FallKind.toTheGround : kind
        return kind != .slump && wasLow && now - since >= timing.confirmationTime && speed >= Self.leastSpeed
            && (sightings >= Self.leastSightings || liesPlainly) && lowShare >= Self.leastLowShare
            && isDeep(Self.leastDepth.suspected) && (seemsToLie || isPlunge || isOnTheGround)
    }
}
