extension ZoneMap {
    /// How much of the torso's length must be height for somebody who is up.
    static let farUprightness = 0.7
    /// How long a body on a bed or sofa must be at least, as a share of the zone's longer side: a person takes most of
    /// it, curled up half, a cat a quarter.
    static let farLength = 0.45

    /// Whether a small body that only a closer cut shows is a person.
    ///
    /// The network takes pets for people on all fours. So whoever is not up, and was not seen before, must be long
    /// enough for the bed or sofa below, and whoever is up for the people who stand there. Seen straight from above there is
    /// no up, and everybody is believed.
    func isPerson(far pose: Pose, _ heights: StandingHeights) -> Bool {
        guard !isOverhead else { return true }
        guard let shoulders = pose.shoulders, let hips = pose.hips, let box = pose.box else { return false }
        let (across, down) = (hips.x - shoulders.x, hips.y - shoulders.y)
        let torso = (across * across + down * down).squareRoot()
        if down >= Self.farUprightness * torso {
            return heights.share(of: pose, pictureHeight: height).map { $0 >= StandingHeights.leastShare } ?? true
        }
        guard let zone = furniture(under: pose) else { return false }
        return box.longSide >= Self.farLength * longSide(of: zone)
    }

    private func longSide(of zone: Zone) -> Double {
        let places = zone.shape.corners.map { (x: $0.x * width, y: $0.y * height) }
        let across = (places.map(\.x).max() ?? 0) - (places.map(\.x).min() ?? 0)
        let down = (places.map(\.y).max() ?? 0) - (places.map(\.y).min() ?? 0)
        return max(across, down)
    }
}
