/// Of several people near each other each is whoever looks like before.
///
/// Clothes only decide between people: somebody who falls may look quite unlike before, in other light and from another side.
extension PersonTracker {
    /// The score from which joints are placed well enough to measure what somebody wears.
    static let dressedScore = 0.2
    /// The difference, in levels, of plainly other clothes.
    static let otherClothes = 40.0
    /// How much plainly other clothes count, in distances of two bodies' middles.
    static let clothesWeight = 0.25

    /// How unlike a body is to what a known person wears, from 0 to ``clothesWeight``; 0 if not known.
    static func strangeness(of pose: Pose, for track: Track) -> Double {
        guard let known = track.clothes, let clothes = pose.clothes else { return 0 }
        return clothesWeight * min(clothes.difference(from: known) / otherClothes, 1)
    }
}

extension PersonTracker.Track {
    /// Takes note of what a person wears who is seen well enough.
    mutating func noteClothes(of pose: Pose) {
        guard let latest = pose.clothes else { return }
        if clothes == nil { clothes = latest } else { clothes?.follow(latest) }
    }
}
