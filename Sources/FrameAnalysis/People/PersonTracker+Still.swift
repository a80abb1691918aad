import MonitoringModel

/// People whom the network does not find, but who must be still there since nothing has moved in their place.
extension PersonTracker {
    /// How long a person who is not seen and does not move is taken to be still there.
    static let stillMemory = Duration.seconds(3_600)
    /// The sightings from which somebody is taken to be still there; fewer may be a mistake of the network.
    static let assumedSightings = 8
    /// By how much movement may outlast the last sighting of somebody who is taken to be still there.
    static let movementLag = Duration.seconds(1)

    /// Returns those who are not seen at the moment but must still be there, since nothing has moved there until now.
    func assumed(at now: Instant) -> [Sighting] {
        tracks.filter { $0.knownAt == now && $0.seenAt < now }
            .map { Sighting(track: $0.id, pose: $0.pose, isAssumed: true) }
    }
}

extension PersonTracker.Track {
    /// What is known of the movements of somebody who is not seen.
    struct Stir: Sendable {
        /// When the movement began that has not ended yet.
        var beganAt: Instant?
        /// When something last moved there and nowhere else.
        var lastAt: Instant?
        /// Since when the person has been at rest again.
        var endedAt: Instant?
    }

    /// Since when it has been open where the person is.
    var lostAt: Instant { isStill ? seenAt : max(knownAt, stir.lastAt ?? knownAt) }

    /// Whether the person is forgotten: seen no more, and not known to lie still.
    func isForgotten(at now: Instant) -> Bool {
        now - (stir.endedAt ?? seenAt) > PersonTracker.stillMemory
            || !isStill && now - lostAt > PersonTracker.memory || now < seenAt
    }

    /// Takes note of what moves before a picture is looked at.
    ///
    /// Whoever is not seen and begins to move has been there until now. Whoever lies, stirs, and rests again is there still, unless
    /// something moved elsewhere meanwhile: sleepers turn over.
    ///
    /// - Parameters:
    ///   - now: When the picture was taken.
    ///   - movedAt: When something last moved where people are known to be.
    ///   - elsewhereAt: When something last moved where nobody is known to be.
    mutating func noteMovement(at now: Instant, movedAt: Instant?, elsewhereAt: Instant?) {
        let wasAssumed = isStill && knownAt > seenAt
        let isCalm = movedAt.map { $0 <= (stir.endedAt ?? seenAt) + PersonTracker.movementLag } ?? true
        isStill = isCalm && sightings >= PersonTracker.assumedSightings
        if isStill { knownAt = now }
        guard !isStill, let movedAt else { return }
        if wasAssumed {
            knownAt = now
            stir.beganAt = now
        }
        guard let beganAt = stir.beganAt, lies, elsewhereAt.map({ $0 < beganAt }) ?? true else { return }
        stir.lastAt = movedAt
        guard now - movedAt > PersonTracker.movementLag else { return }
        isStill = true
        knownAt = now
        stir.endedAt = now
        stir.beganAt = nil
    }

    /// Whether the person lay when last seen, by the trunk, as the fall rule has it.
    private var lies: Bool {
        guard let shoulders = pose.shoulders, let hips = pose.hips, let trunk = pose.trunk else { return false }
        return abs(hips.y - shoulders.y) <= BodyHeight.posture.lying * trunk
    }

    /// Whether a body may be that of the person, who moves again: of somebody not seen for a while the network must be as sure as of
    /// a stranger, and the body no cat's.
    func mayStir(as pose: Pose, _ place: Box, at now: Instant) -> Bool {
        guard knownAt > seenAt, now - seenAt > PersonTracker.memory, !isStill else { return true }
        return pose.score >= PersonTracker.startScore
            && place.longSide >= PersonTracker.leastLength * max(reach, box.longSide)
    }
}
