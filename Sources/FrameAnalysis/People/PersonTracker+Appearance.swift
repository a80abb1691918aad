/// Whoever looks like somebody else is not taken for a person who is known.
extension PersonTracker {
    /// The score from which joints are placed well enough to learn what somebody wears, and to tell that somebody else
    /// wears something else.
    static let dressedScore = (learnt: 0.2, other: 0.35)
    /// From which difference on somebody wears other clothes, in levels.
    static let otherClothes = 40.0
    /// The sightings after which somebody's clothes are known.
    static let knownClothes = 3

    /// Whether a body that is plainly seen wears other clothes than a known person.
    static func isSomebodyElse(_ pose: Pose, than track: Track) -> Bool {
        guard pose.score >= dressedScore.other, track.clothesSeen >= knownClothes, let known = track.clothes,
            let clothes = pose.clothes
        else { return false }
        return clothes.difference(from: known) > otherClothes
    }
}

extension PersonTracker.Track {
    /// Takes note of the clothes of a body that is plainly seen.
    mutating func noteClothes(of pose: Pose) {
        guard pose.score >= PersonTracker.dressedScore.learnt, let latest = pose.clothes else { return }
        clothesSeen += 1
        if clothes == nil { clothes = latest } else { clothes?.follow(latest) }
    }
}
