import MonitoringModel

/// Decides where the network looks closer because something moves there and nobody is seen.
///
/// The whole picture is made small for the network, so that somebody far from the camera is a few pixels high. Whoever
/// moves there is found in a cut around the movement. What turns out to be a curtain is looked at less and less often.
struct CloserLook: Sendable {
    /// The score from which somebody in a cut is believed; no one was known to be there.
    static let score = 0.3
    /// How long after a movement it is worth looking at its place.
    static let hold = Duration.milliseconds(1_500)
    /// The pauses between looks that found nobody: the last one stays.
    static let pauses: [Duration] = [
        .milliseconds(190), .milliseconds(190), .milliseconds(190), .milliseconds(390), .milliseconds(390), .seconds(1),
        .seconds(2),
    ]
    /// The least pause between two looks while frames of other cameras wait.
    static let busyPause = Duration.seconds(2)
    /// After how long without movement the next is a new one.
    static let rest = Duration.seconds(5)
    /// The share of the picture's longer side from which a cut is no closer than the whole.
    static let largestShare = 0.6

    private var movement: (place: Box, at: Instant)?
    private var lookedAt: Instant?
    private var misses = 0

    /// Takes note of movement where nobody is known to be.
    ///
    /// - Parameters:
    ///   - place: Where, in pixels of the whole picture.
    ///   - now: When.
    mutating func note(_ place: Box, at now: Instant) {
        if let movement, now - movement.at > Self.rest || now < movement.at { misses = 0 }
        movement = (place, now)
    }

    /// Returns where to look now and with which turn; `nil` if there is nothing to look for.
    ///
    /// - Parameters:
    ///   - known: The people who are seen in the picture.
    ///   - now: When it was taken.
    ///   - isBusy: Whether frames of other cameras wait.
    ///   - width: Its width in pixels.
    ///   - height: Its height in pixels.
    /// - Returns: The cut and the quarter turns: upright first, then both sides, for people who lie.
    mutating func next(
        besides known: [Box],
        at now: Instant,
        isBusy: Bool,
        width: Int,
        height: Int
    ) -> (region: PixelRectangle, quarterTurns: Int)? {
        guard let movement, now >= movement.at, now - movement.at <= Self.hold,
            movement.place.longSide < Self.largestShare * Double(max(width, height)),
            !known.contains(where: { $0.overlaps(movement.place) })
        else { return nil }
        // What moves beside somebody who is seen is mostly theirs.
        if isBusy, !known.isEmpty { return nil }
        let pause = misses > 0 ? Self.pauses[min(misses, Self.pauses.count) - 1] : .zero
        if let lookedAt, now >= lookedAt, now - lookedAt < (isBusy ? Self.busyPause : pause) { return nil }
        lookedAt = now
        let region = PixelRectangle(around: movement.place, width: width, height: height)
        return (region, [0, 1, 0, 3][misses % 4])
    }

    /// Returns the surest of the people in the cut who is where something moved, and remembers whether there was one.
    ///
    /// - Parameters:
    ///   - poses: Whom the network saw in the cut.
    ///   - isPerson: Whether one of them is no pet.
    /// - Returns: The person; `nil` if there is nobody.
    mutating func choose(from poses: [Pose], where isPerson: (Pose) -> Bool) -> Pose? {
        let found =
            poses.filter { pose in
                guard pose.score >= Self.score, let box = pose.box, let movement else { return false }
                return box.overlaps(movement.place) && isPerson(pose)
            }
            .max { $0.score < $1.score }
        misses = found == nil ? misses + 1 : 0
        return found
    }

    /// Forgets everything.
    mutating func reset() {
        self = CloserLook()
    }
}
