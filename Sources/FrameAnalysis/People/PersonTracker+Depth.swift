import MonitoringModel

/// Whoever sits behind somebody who falls, or stands beside, is not that person.
///
/// Somebody hidden until then is seen the moment the one in front goes down, at the very place, and more plainly than the
/// one on the floor. But a body farther away is smaller as a whole, and stands higher in the picture.
extension PersonTracker {
    /// How sure the network must be of the legs of a whole body.
    static let leastLegScore = 0.3
    /// How long the trunk of somebody farther away is at most, as a share of the known person's.
    static let fartherTrunk = 0.75
    /// How much higher the feet of somebody farther away are at the least, in lengths of the known person's trunk.
    static let fartherFeet = 0.4
    /// The same of somebody who is well seen there so soon that nobody can have walked there.
    static let suddenlyFarther = (trunk: 0.9, feet: 0.7, time: Duration.milliseconds(500))
    /// How far the feet of somebody hardly seen may rise in the picture from sighting to sighting, in lengths of the trunk.
    static let feetRise = 0.1
    /// The share of the trunk's length that is kept from one sighting to the next, of somebody seen well who may walk away.
    static let sureTrunkKept = 0.85
    /// How long the place of feet that are no longer seen counts: whoever goes behind furniture is soon seen without.
    static let feetMemory = Duration.seconds(1)
    /// How upright a trunk is at the least that is not shortened by its direction.
    static let uprightTrunk = 0.8

    /// How fast nobody rises, in lengths of the trunk a second, and the least time for which that is asked.
    static let greatestRise = (speed: 3.0, time: Duration.milliseconds(200))
    /// After which time somebody may have risen by any height.
    static let riseMemory = Duration.milliseconds(700)

    /// Whether a body that was found where a known person is looked for is that of somebody else.
    static func isAnother(_ pose: Pose, than track: Track, at now: Instant) -> Bool {
        isFarther(pose, than: track, at: now) || standsUpAtOnce(pose, from: track, at: now)
            || pose.score < startScore && leapsUp(pose, from: track, at: now)
    }

    /// Whether somebody stands who would have had to get up from the ground faster than anybody does: whoever comes to help somebody who
    /// lies, and is not seen just then, is not that person.
    ///
    /// One sighting of somebody lying may be a mistake of the network, two are not.
    static func standsUpAtOnce(_ pose: Pose, from track: Track, at now: Instant) -> Bool {
        guard let before = track.earlier.first, leapsUp(pose, from: track, at: now) else { return false }
        return PostureClassifier.posture(of: pose) == .upright
            && [before, track].allSatisfy { PostureClassifier.posture(of: $0.pose) == .lying }
    }

    /// Whether a body is higher than a known person can have risen since the last sighting: whoever stands beside somebody who falls is
    /// seen in the place of the one who is lost.
    private static func leapsUp(_ pose: Pose, from track: Track, at now: Instant) -> Bool {
        guard now - track.seenAt <= riseMemory,
            let shoulders = pose.shoulders, let hips = pose.hips,
            let shouldersBefore = track.pose.shoulders, let hipsBefore = track.pose.hips
        else { return false }
        let rise = max(shouldersBefore.y - shoulders.y, hipsBefore.y - hips.y)
        return rise > greatestRise.speed * max(now - track.seenAt, greatestRise.time).inSeconds * track.trunk
    }

    /// Whether a whole upright body stands or sits farther away than a known person did a moment ago.
    static func isFarther(_ pose: Pose, than track: Track, at now: Instant) -> Bool {
        guard let feet = track.feet, now - feet.at <= feetMemory, let trunk = pose.trunk,
            let shoulders = pose.shoulders, let hips = pose.hips, let knees = pose.knees, let ankles = pose.ankles,
            min(knees.score, ankles.score) >= leastLegScore
        else { return false }
        guard hips.y - shoulders.y >= uprightTrunk * trunk else { return false }
        let rise = feet.y - ankles.y
        let isSudden =
            pose.score >= startScore && now - feet.at <= suddenlyFarther.time
            && trunk <= suddenlyFarther.trunk * track.trunk
            && rise >= suddenlyFarther.feet * track.trunk
        return isSudden || trunk <= fartherTrunk * track.trunk && rise >= fartherFeet * track.trunk
    }
}

extension PersonTracker.Track {
    /// Takes note of the size and place of a body; those of one that is hardly seen may be mixed with somebody else's.
    mutating func noteSize(of pose: Pose) {
        let legs = min(pose.knees?.score ?? 0, pose.ankles?.score ?? 0)
        let isSure = pose.score >= PersonTracker.startScore && legs >= PersonTracker.leastLegScore
        let kept = isSure ? PersonTracker.sureTrunkKept : PersonTracker.reachKept
        if let length = pose.trunk { trunk = max(length, kept * trunk) }
        guard let ankles = pose.ankles, ankles.score >= PersonTracker.leastLegScore else { return }
        let known = feet.map { seenAt - $0.at <= PersonTracker.feetMemory ? $0.y : 0 } ?? 0
        feet = (isSure ? ankles.y : max(ankles.y, known - PersonTracker.feetRise * trunk), seenAt)
    }
}
