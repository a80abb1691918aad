/// Where in a picture a body is, for zones: where it stands and what it rests on.
///
/// The box is the one around the joints that can be seen. Feet are often hidden, by a table or by the
/// picture's edge, and then the box ends too high. Its lower edge is moved down only if the knees can be
/// seen and the body stands: by a shank as long as the thigh. If the knees are hidden too, most often
/// under a blanket or behind furniture, the lowest joint that can be seen counts.
struct BodyPlace: Hashable, Sendable {
    /// The leg length in torso lengths, hips to feet, from which an upright body stands; it is 1.7 when standing
    /// and at most 1 when sitting, and less from above.
    static let standingLegs = 1.2

    /// A place in pixels.
    struct Spot: Hashable, Sendable {
        /// From the left edge.
        var x: Double
        /// From the top edge.
        var y: Double
    }

    /// The middle of the lower edge of the person's box, moved down to where hidden feet must be.
    let feet: Spot
    /// The middle of the lower edge of the box around what can be seen.
    let lowest: Spot
    /// The hips, or the middle of the box if they are hidden: what a lying or sitting body rests on.
    let weight: Spot
    /// The middle of the box.
    let middle: Spot
    /// Whether the body stands on its legs.
    let isStanding: Bool
    /// Whether a foot can be seen.
    let hasFeet: Bool

    /// Finds where a body is; `nil` if too few joints are visible.
    init?(_ pose: Pose) {
        guard let box = pose.box else { return nil }
        let centre = (box.left + box.right) / 2
        lowest = Spot(x: centre, y: box.bottom)
        middle = Spot(x: centre, y: (box.top + box.bottom) / 2)
        weight = pose.hips.map { Spot(x: $0.x, y: $0.y) } ?? middle
        hasFeet = pose.keypoints.suffix(2).contains { $0.score > Pose.visibleScore }
        var bottom = box.bottom
        var isStanding = false
        if let shoulders = pose.shoulders, let hips = pose.hips {
            let dx = hips.x - shoulders.x
            let dy = hips.y - shoulders.y
            let torso = (dx * dx + dy * dy).squareRoot()
            let isUpright = torso > 0 && dy >= 0.7 * torso
            if isUpright, !hasFeet, let knees = pose.knees, knees.y > hips.y {
                bottom = max(bottom, 2 * knees.y - hips.y)
            }
            isStanding = isUpright && bottom - hips.y >= Self.standingLegs * torso
        }
        self.isStanding = isStanding
        feet = Spot(x: centre, y: isStanding ? bottom : box.bottom)
    }
}
