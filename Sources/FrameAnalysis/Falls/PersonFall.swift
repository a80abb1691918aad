import MonitoringModel

/// A fall rule for one person.
protocol PersonFall: Sendable {
    /// Whether the person has fallen and is not up again.
    var isDown: Bool { get }
    /// Whether who is seen may be somebody else, so that a fall does not end though somebody is up.
    var mayBeOther: Bool { get set }
    /// When the person was first seen.
    var firstSeenAt: Instant? { get }
    /// When the person was last seen.
    var seenAt: Instant { get }

    /// Whether the next sighting, or its absence, decides about a fall.
    ///
    /// - Parameter now: The time.
    /// - Returns: `true` while it is open.
    func isUndecided(at now: Instant) -> Bool

    /// Takes a sighting.
    ///
    /// - Parameters:
    ///   - pose: The joints.
    ///   - rest: What the body rests on.
    ///   - isInside: Whether the body is well inside the picture.
    ///   - now: When.
    /// - Returns: What was concluded.
    mutating func see(_ pose: Pose, on rest: TrackFall.Rest, isInside: Bool, at now: Instant) -> [FallSignal]

    /// Takes note that the person is not seen but, since nothing moves there, must be still there.
    ///
    /// - Parameter now: When the picture was taken.
    mutating func rest(until now: Instant)

    /// Takes note that the person was not seen in a picture.
    ///
    /// - Parameters:
    ///   - now: When it was taken.
    ///   - isElsewhere: Whether it shows somebody who was not there before and may be the same person.
    ///   - isCovered: Whether it shows somebody else where the person was, so that the two may look like one.
    ///   - hasSunk: Whether what stands out from the scene there has sunk to the ground.
    /// - Returns: What was concluded.
    mutating func miss(at now: Instant, isElsewhere: Bool, isCovered: Bool, hasSunk: Bool) -> [FallSignal]

    /// Returns the rule for the same person, who is seen again as another track.
    ///
    /// - Parameter track: The new one.
    /// - Returns: The rule, with all that is known of the person.
    func goingOn(as track: Int) -> Self
}

extension PersonFall {
    /// Concludes nothing from it.
    mutating func rest(until now: Instant) {}
}
