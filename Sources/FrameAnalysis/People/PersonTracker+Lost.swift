import MonitoringModel

/// Looks for people who were lost from sight, in a cut around their last place, upright and turned: whoever lies is seen
/// better with the picture on its side.
///
/// Also for people who had long not been seen, under a blanket or in the dark, and begin to move.
extension PersonTracker {
    /// Which round of turns is made in the wide cut: the third.
    static let wideEvery = 3
    /// How far from somebody's last place a body in the closer cut may be, in lengths: one of any length, and one that is long
    /// enough to be the person.
    static let farthestFound = (any: 0.9, long: 1.1)

    /// Whether somebody was to be seen in the whole picture until a second ago, so that every turn is worth a look.
    func isJustLost(_ track: Int, at now: Instant) -> Bool {
        tracks.contains { $0.id == track && $0.wholeAt.map { $0 < now && now - $0 <= .seconds(1) } ?? false }
    }

    /// How far apart two bodies at the same place are at the most, in lengths.
    static let samePlace = 0.3

    /// Returns where to look for the person who was lost last, one turn at a time, or `nil` if nobody is.
    ///
    /// While frames of other cameras wait, somebody far away, who needs a closer cut each time, is looked at less often.
    mutating func retry(at now: Instant, isBusy: Bool = false, width: Int, height: Int) -> Retry? {
        let lost = tracks.indices.filter { index in
            let track = tracks[index]
            // Whoever is lost for long is looked for at the pace of a room in which nothing moves.
            let isDue = track.triedAt.map { now - $0 >= CameraAnalyzer.idleNetworkPause || now < $0 } ?? true
            if isBusy, track.isFar, let triedAt = track.triedAt, now >= triedAt, now - triedAt < Self.busyPause {
                return false
            }
            return track.seenAt < now && (track.sightings >= 3 || track.isFar)
                && (isDue || now - track.lostAt <= Self.memory)
        }
        guard let index = lost.max(by: { tracks[$0].seenAt < tracks[$1].seenAt }) else { return nil }
        let turns = [tracks[index].quarterTurns] + [0, 1, 3].filter { $0 != tracks[index].quarterTurns }
        let turn = turns[tracks[index].nextTry % turns.count]
        // Whoever falls sideways is a body's length away.
        let isWide = tracks[index].nextTry / turns.count % Self.wideEvery == Self.wideEvery - 1
        let share = isWide ? PixelRectangle.cutShare.wide : PixelRectangle.cutShare.close
        tracks[index].nextTry += 1
        tracks[index].triedAt = now
        let box = isWide ? tracks[index].box.enlarged(to: tracks[index].reach) : tracks[index].box
        let region = PixelRectangle(around: box, share: share, width: width, height: height)
        return Retry(track: tracks[index].id, region: region, quarterTurns: turn, isWide: isWide)
    }

    /// Returns who of those in a closer cut is the lost person.
    func chosen(from poses: [Pose], for retry: Retry, at now: Instant) -> (pose: Pose, box: Box)? {
        guard let track = tracks.first(where: { $0.id == retry.track }) else { return nil }
        let least = Self.leastRetryLength * max(track.reach, track.box.longSide)
        let rated =
            poses.compactMap { pose in
                pose.box.map { box in
                    let strangeness = Self.strangeness(of: pose, for: track)
                    return (pose: pose, box: box, rating: pose.score - 0.1 * box.distance(to: track.box) - strangeness)
                }
            }
            .filter { !isPlace(ofAnother: $0.box, than: track, at: now) }
            .filter { $0.pose.score >= Self.startScore || $0.box.longSide >= least }
            // In a cut that shows more than the person's place, what is hardly seen is a chair.
            .filter { !retry.isWide || $0.pose.score >= Self.sureScore }
            .filter { !Self.isAnother($0.pose, than: track, at: now) && track.mayStir(as: $0.pose, $0.box, at: now) }
        guard let best = rated.max(by: { $0.rating < $1.rating }), best.pose.score > Self.retryScore,
            Self.isNear(best.box, score: best.pose.score, to: track),
            !isSeen(best.pose, best.box, now)
        else { return nil }
        return (best.pose, best.box)
    }

    /// Whether a body is where somebody else was seen a moment ago, and not the person: both are lost, and one is found.
    private func isPlace(ofAnother box: Box, than track: Track, at now: Instant) -> Bool {
        let way = box.distance(to: track.box)
        return tracks.contains {
            $0.id != track.id && now - $0.seenAt <= Self.memory && $0.box.distance(to: box) < min(Self.samePlace, way)
        }
    }

    /// Whether a body is near enough to somebody's last place, in lengths of the boxes; if it is well seen, of the whole body:
    /// who falls moves far while the box is short.
    private static func isNear(_ box: Box, score: Double, to track: Track) -> Bool {
        let distance = box.distance(to: track.box)
        guard score >= startScore else { return distance < farthestFound.any }
        let longest = max(track.box.longSide, box.longSide, 1)
        let reach = max(track.reach, longest)
        let isLong = box.longSide >= leastLength * reach
        return distance * longest / reach < (isLong ? farthestFound.long : farthestFound.any)
    }

    /// Takes what was found in a closer cut; returns the sighting if it is the lost person.
    mutating func accept(_ poses: [Pose], for retry: Retry, at now: Instant) -> Sighting? {
        guard let found = chosen(from: poses, for: retry, at: now),
            let index = tracks.firstIndex(where: { $0.id == retry.track })
        else { return nil }
        tracks[index].see(found.pose, found.box, at: now)
        tracks[index].quarterTurns = retry.quarterTurns
        tracks[index].nextTry = 0
        return Sighting(track: retry.track, pose: found.pose)
    }
}
