import MonitoringModel

/// Whether a body that has come down may be that of somebody who crouches, bows or lies down, so that only time tells.
extension FallCandidate {
    /// How upright the torso of a heap is at the least, at first and later.
    static let heap = (uprightness: 0.35, laterUprightness: 0.2)
    /// How far shoulders and hips of somebody who crouches come down together at the most, in torso lengths; whoever
    /// lies on the ground has come down by about four.
    static let crouchDepth = 2.85
    /// How low the shoulders of somebody are who is on the ground though it looks like a crouch, with how upright a torso at
    /// the most, and how low the hips at the least: of somebody whose legs are hidden, and of somebody who sits crookedly.
    ///
    /// Whoever crouches keeps the shoulders within 1.5 torso lengths of their place; whoever sits on the ground, upright.
    static let ground = (
        hidden: (shoulders: 1.6, uprightness: 0.35, hips: 0.6), sunk: (shoulders: 2.0, uprightness: 0.6, hips: 1.2)
    )
    /// The share of sightings in which the hips are hidden of somebody whose legs are.
    static let leastHiddenShare = 0.3
    /// How fast somebody plunges who ends low and wide, or otherwise, and how far with the hips: nobody crouches like that,
    /// whatever the body looks like on the ground.
    static let plunge = (flatSpeed: 3.0, freeSpeed: 3.2, hipDrop: 0.9)
    /// How fast, and how far with the hips, somebody who was upright lies down on purpose at the most.
    static let gentle = (speed: 1.8, hipDrop: 0.7)
    /// How far the feet come up at the least of somebody who lies down on a bed, in torso lengths; on the ground they stay where
    /// they were, unless somebody falls headlong, with the hips.
    static let leastFeetRise = 0.8
    /// How likely the posture must be to be that of somebody who lies, the mean of the sightings.
    static let leastLyingShare = 0.3
    /// The same from which a body counts as flat.
    static let plainLyingShare = 0.7

    /// Whether the body is mostly no longer and no wider than that of somebody who crouches: then only time tells.
    var isHeap: Bool {
        if isOnTheGround { return false }
        if isGuessed { return true }
        let isUp = body.usualUprightness >= (wasHeap ? Self.heap.laterUprightness : Self.heap.uprightness)
        let looksCrouched =
            body.usualUprightness >= Self.heap.uprightness
            || body.flatShare < Self.leastFlatShare && (isUp || body.usualUprightness <= Self.headDown)
        return body.heapShare >= 0.5 && body.depth <= Self.crouchDepth && looksCrouched
    }

    /// Whether the joints mostly lie closer together than those of anybody in any direction, and no lower than those of
    /// somebody who crouches.
    var isGuessed: Bool { body.guessedShare >= 0.5 && body.depth <= Self.crouchDepth && !isOnTheGround }

    /// Whether the body is lower than that of anybody who crouches, whatever it looks like.
    var isOnTheGround: Bool {
        let hidesHips = body.hiddenShare >= Self.leastHiddenShare
        return isOnTheGround(orBent: hidesHips)
    }

    /// The same of somebody who may also crouch deeply and bent: enough for a suspicion.
    var seemsOnTheGround: Bool { isOnTheGround(orBent: true) }

    private func isOnTheGround(orBent mayBeBent: Bool) -> Bool {
        guard body.count >= Self.leastSightings, wasUpright, body.meanHipDrop >= Self.ground.hidden.hips else {
            return false
        }
        func isBelow(_ limit: (shoulders: Double, uprightness: Double, hips: Double)) -> Bool {
            body.shoulderDepth >= limit.shoulders && body.usualUprightness <= limit.uprightness
                && body.meanHipDrop >= limit.hips
        }
        return mayBeBent && isBelow(Self.ground.hidden) || isBelow(Self.ground.sunk)
            || body.depth >= Self.crouchDepth && seemsToLie
    }

    /// Whether it may be that the body lies, by its joints in the single pictures since; else only time tells.
    var seemsToLie: Bool { body.lying >= Self.leastLyingShare }

    /// Whether two sightings of somebody suspected before are plain enough: lower than a crouch, and lying by all joints.
    var liesPlainly: Bool {
        isSuspected && body.count >= 2 && body.depth >= Self.crouchDepth
            && body.lying >= Self.plainLyingShare
    }

    /// Whether somebody who was upright came down no faster, and with the hips no further, than those who lie down on a bed
    /// or a mat.
    var isGentle: Bool {
        wasUpright && speed < Self.gentle.speed && body.meanHipDrop < Self.gentle.hipDrop && !seemsOnTheGround
    }

    /// Whether somebody lies across the picture whose feet came up though the hips hardly came down, as on a bed or sofa.
    var hasFeetUp: Bool {
        kind == .flat && body.flatShare >= 0.5 && body.meanHipDrop < Self.gentle.hipDrop && !isOnTheGround
            && body.feetRise.map { $0 >= Self.leastFeetRise } ?? false
    }

    /// Whether the whole body came down faster than that of anybody who crouches.
    var isPlunge: Bool {
        body.meanHipDrop >= Self.plunge.hipDrop
            && speed >= (kind == .flat ? Self.plunge.flatSpeed : Self.plunge.freeSpeed)
    }

    /// Whether only time tells, by what the body looks like.
    var isDoubtful: Bool { (isHeap || isGentle || !seemsToLie) && !isPlunge && !isOnTheGround }

    /// Whether somebody has sat up on the way down, or came down no faster than people crouch and has been sitting up for a while, so
    /// that it was on purpose.
    ///
    /// A while altogether, since the network guesses another posture now and then.
    var hasSatUp: Bool {
        isDoubtful && (sittingDown.isStraightened || speed < Self.gentle.speed && body.satUpTime >= Self.upTime)
    }
}
