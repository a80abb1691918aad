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

    /// How sure the network must be of the legs of somebody whose torso is half up.
    static let leastLegScore = 0.32
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
    /// Whether it was a heap when a body that lies would have been confirmed.
    private(set) var wasHeap = false
    /// When the body was last seen.
    private(set) var seenAt: Instant
    /// What has been seen of it since.
    private(set) var body: LandedBody
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
        body = LandedBody(descent, at: height.at)
        lowestShoulders = height.shoulders
        lowestHips = height.hips
        speed = descent.speed
        sittingDown = SittingDown(descent.way, torso: descent.torso, since: height.at)
    }

    /// How far the shoulders came down, in torso lengths.
    var drop: Double { (lowestShoulders - uprightShoulders) / torso }

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
        seenAt = height.at
        body.see(height, isLow: wasLow, isFlat: isFlat)
        sittingDown.follow(body.torsos)
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
        let isDown = drop >= 1 || body.flatShare >= 0.5 || body.meanHipDrop >= 1
        let isSure =
            body.count >= Self.leastSightings
            || body.count == 2 && body.flatShare == 1 && isDeep(Self.leastDepth.atOnce)
        let isLowEnough =
            isSure && body.lowShare >= Self.leastLowShare && (isDeep(Self.leastDepth.suspected) || liesMotionless)
        if age >= kind.confirmationTime, isHeap { wasHeap = true }
        let timing = isDoubtful ? FallKind.toTheGround : kind
        let isDeepForGood =
            isDeep(Self.leastDepth.confirmed) || liesMotionless && age >= FallKind.slump.confirmationTime
        if isLowEnough, age >= timing.confirmationTime, body.lowShare >= 0.7, isDown, isDeepForGood,
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
        let isCareful = age >= Self.carefulTime && speed >= Self.leastSpeed && isDown && body.lowShare >= 0.6
        guard isPlain || isCareful else { return .open }
        isSuspected = true
        return .suspected
    }

    /// What can be said of a body that came down in another way: it must stay where it is.
    private mutating func verdict(_ age: Duration) -> Verdict {
        let isSure = body.count >= Self.leastSightings && isDeep(0)
        let isPlainlyDown = kind != .slump && isOnTheGround
        let onlyTimeTells = kind == .free && !isPlainlyDown && !seemsToLie && !isPlunge
        let timing = isPlainlyDown ? FallKind.flat : onlyTimeTells ? FallKind.toTheGround : kind
        if isSure, wasLow, age >= timing.confirmationTime, body.lowShare >= 0.8, isBelowCrouch,
            sitsLow || !onlyTimeTells
        {
            return .confirmed
        }
        if isOver(age, kind.endsSitting ? kind : timing) { return .dismissed }
        let isPlain = kind == .free && body.depth >= Self.leastFreeDepth.upright || kind != .slump && seemsOnTheGround
        let suspicionTime = isPlain ? Self.carefulTime : kind.suspicionTime
        guard isSure, !isSuspected, wasLow, age >= suspicionTime, body.lowShare >= 0.8, isBelowCrouch else {
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
            && (body.count >= Self.leastSightings || liesPlainly) && body.lowShare >= Self.leastLowShare
            && isDeep(Self.leastDepth.suspected) && (seemsToLie || isPlunge || isOnTheGround)
    }
}
