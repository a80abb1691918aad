import MonitoringModel

/// How far a body must have come down, with the hips too: whoever bows or crouches keeps them higher.
extension FallCandidate {
    /// How far the hips must stay down: whoever bows or works on the knees lowers the shoulders only.
    static let leastHipDrop = 0.4
    /// How far shoulders and hips together must have come down, in torso lengths; a body that is hardly ever flat, or
    /// whose head is down, must have come down further than somebody who crouches or bows.
    static let leastDepth = (suspected: 1.3, confirmed: 1.5, atOnce: 1.8, hardlyFlat: 2.0)
    /// The share of sightings below which a body is hardly ever flat.
    static let leastFlatShare = 0.25
    /// The share of sightings from which a body whose head is down is flat beyond doubt.
    static let leastFlatShareHeadDown = 0.75
    /// How upright a torso is at the most whose head is down, as that of somebody who bows to the ground.
    static let headDown = -0.2
    /// How far the hips of somebody have come down at the least whose head is down, unless as fast as nobody bows.
    static let headDownHipDrop = 0.65
    /// How upright the torso is at the most of somebody who kneels with the forehead on the ground, and how far the hips
    /// of somebody who has fallen must have come down then.
    static let deepBow = (uprightness: -0.4, hipDrop: 0.75)
    /// How far the hips of a body that fell freely must have come down.
    static let leastFreeHipDrop = 0.55
    /// How far shoulders and hips of a body that fell freely must have come down together: with the torso on the
    /// ground, and with it upright, as after falling onto the knees.
    static let leastFreeDepth = (lying: 1.8, upright: 2.4)
    /// How upright a torso on the ground may be that points to the camera or away from it.
    static let lyingUprightness = BodyHeight.posture.lying

    /// Whether the whole body has come down enough for a fall of its kind.
    ///
    /// - Parameter least: The depth asked of a flat one, in torso lengths.
    /// - Returns: Whether it has.
    func isDeep(_ least: Double) -> Bool {
        switch kind {
        case .flat:
            // Nobody bows to the ground out of a bed.
            let mayBow =
                wasUpright && body.usualUprightness <= Self.headDown && body.flatShare < Self.leastFlatShareHeadDown
            let isDoubtful =
                body.flatShare < Self.leastFlatShare && body.lying < Self.plainLyingShare || mayBow
            // Nobody crouches or bows as fast as a body falls that nothing holds.
            let isFree = speed >= Descent.freeSpeed && body.meanHipDrop >= Self.leastFreeHipDrop
            let doubtfulDepth = isFree ? Self.leastFreeDepth.lying : Self.leastDepth.hardlyFlat
            // Whoever bows to the ground on the knees has the head lower than whoever lies, and the hips higher.
            let bowsDeeply =
                wasUpright && body.usualUprightness <= Self.deepBow.uprightness && speed < Self.plunge.flatSpeed
            let leastDepth = bowsDeeply ? Self.crouchDepth : isDoubtful ? max(least, doubtfulDepth) : least
            let isHeadDown = wasUpright && body.usualUprightness <= Self.headDown && speed < Self.plunge.flatSpeed
            let leastHips = isHeadDown ? Self.headDownHipDrop : Self.leastHipDrop
            return body.meanHipDrop >= (bowsDeeply ? Self.deepBow.hipDrop : leastHips) && body.depth >= leastDepth
        case .free:
            let isLying = body.meanUprightness <= Self.lyingUprightness
            return body.meanHipDrop >= Self.leastFreeHipDrop
                && body.depth >= (isLying ? Self.leastFreeDepth.lying : Self.leastFreeDepth.upright)
        case .toTheGround, .slump, .outOfBed: return true
        }
    }
}
