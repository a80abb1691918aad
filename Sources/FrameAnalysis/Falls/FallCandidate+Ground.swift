import MonitoringModel

/// Whether a body that came down is where only those are who have fallen: sitting on the ground, or moving no more.
extension FallCandidate {
    /// How far the hips of somebody who sits on the ground are below their place before on average, and the shoulders mostly, in
    /// torso lengths, and how upright the torso is at the least after a slump.
    ///
    /// The edge of a bed is one below the hips. Whoever crouches is as low with the hips, but keeps the shoulders higher.
    static let sitting = (hips: 0.9, shoulders: 1.35, uprightness: 0.45)
    /// How upright the torso is at the least for half of the time since: whoever lies and gets up did not slump.
    static let usualSitting = 0.4
    /// How far below their place before the shoulders of somebody are who moves no more, in torso lengths.
    static let motionlessShoulders = 1.1
    /// For how long, and within how many torso lengths, the shoulders of somebody who has slumped stay where they are: whoever sits
    /// down to lie down goes on.
    static let stillness = (time: Duration.milliseconds(1_400), range: 0.25)

    /// Whether the body is upright, and mostly was, but lower than anybody who sits on a bed or a sofa.
    var isBelowSeats: Bool {
        sitsUp && body.usualUprightness >= Self.sitting.uprightness && body.shoulderDepth >= Self.sitting.shoulders
    }

    /// Whether somebody is as low as whoever sits on the ground, and has not sat up on the way down, as those do who sit down there on
    /// purpose.
    var sitsLow: Bool {
        !sittingDown.isOnPurpose && body.meanHipDrop >= Self.sitting.hips
            && body.shoulderDepth >= Self.sitting.shoulders
    }

    /// Whether somebody is where nobody sits who has not fallen.
    var isBelowCrouch: Bool {
        switch kind {
        case .toTheGround: sitsLow
        case .slump: sitsLow && sitsUp && body.usualUprightness >= Self.usualSitting && isStill
        case .flat, .free, .outOfBed: true
        }
    }

    /// Whether somebody who came down as fast as a fall has moved no more for as long as a suspicion takes.
    var liesMotionless: Bool {
        seenAt - since >= FallKind.slump.suspicionTime && wasUpright && speed >= Descent.motionlessSpeed
            && body.shoulderDepth >= Self.motionlessShoulders && body.meanHipDrop >= Self.leastHipDrop && isStill
    }

    /// Whether the torso was upright when last seen, as that of somebody who sits.
    var sitsUp: Bool { (body.torsos.last?.uprightness ?? 0) >= Self.sitting.uprightness }

    /// Whether the shoulders have been where they are for a while.
    private var isStill: Bool {
        let range = body.shoulderRange(during: Self.stillness.time, until: seenAt)
        return range.map { $0 <= Self.stillness.range } ?? false
    }
}
