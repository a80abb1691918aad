/// One joint or part of a face, in pixels of the picture.
struct Keypoint: Hashable, Sendable {
    /// From the left edge.
    var x: Double
    /// From the top edge.
    var y: Double
    /// How sure the network is, 0 to 1.
    var score: Double

    /// The distance to another one, in pixels.
    func distance(to other: Keypoint) -> Double {
        ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
    }
}

/// A person's joints in one picture.
struct Pose: Hashable, Sendable {
    /// The score from which a keypoint is believed to be there.
    static let visibleScore = 0.1

    /// The 17 keypoints in the order of the COCO data set: nose, eyes, ears, then left and right
    /// shoulder, elbow, wrist, hip, knee and ankle.
    var keypoints: [Keypoint]
    /// How sure the network is that this is a person, 0 to 1.
    var score: Double
    /// What the person wears, where it was measured.
    var clothes: Appearance?

    /// Returns the pose with what the person wears in a picture, if it is seen well enough.
    func dressed(as seen: Picture) -> Pose {
        guard score >= PersonTracker.dressedScore else { return self }
        var pose = self
        pose.clothes = Appearance(self, in: seen)
        return pose
    }

    /// The smallest box around the visible keypoints, or `nil` if fewer than four are visible.
    var box: Box? {
        let visible = keypoints.filter { $0.score > Self.visibleScore }
        guard visible.count >= 4, let first = visible.first else { return nil }
        return visible.reduce(into: Box(left: first.x, top: first.y, right: first.x, bottom: first.y)) { box, point in
            box.left = min(box.left, point.x)
            box.top = min(box.top, point.y)
            box.right = max(box.right, point.x)
            box.bottom = max(box.bottom, point.y)
        }
    }

    /// The extent of the visible joints along the one of four axes on which it is greatest, in pixels; 0 if none is visible.
    var length: Double {
        let visible = keypoints.filter { $0.score > Self.visibleScore }
        let half = 0.5.squareRoot()
        let directions = [(1, 0), (0, 1), (half, half), (half, -half)]
        let extents = directions.map { direction in
            let places = visible.map { $0.x * direction.0 + $0.y * direction.1 }
            return (places.max() ?? 0) - (places.min() ?? 0)
        }
        return extents.max() ?? 0
    }
    /// The middle of the shoulders.
    var shoulders: Keypoint? { middle(5...6) }
    /// The middle of the hips.
    var hips: Keypoint? { middle(11...12) }
    /// The middle of what is visible of the face.
    var face: Keypoint? { middle(0...4) }
    /// Whether the shoulders hang below the hips with the face above both, which no body does.
    ///
    /// The network makes this mistake with people whom it hardly sees, and it looks like a sudden drop.
    var isContorted: Bool {
        guard let face, let shoulders, let hips else { return false }
        let dx = shoulders.x - hips.x
        let dy = shoulders.y - hips.y
        let torso = (dx * dx + dy * dy).squareRoot()
        return torso > 0 && dy >= 0.5 * torso && hips.y - face.y >= 0.3 * torso
    }
    /// The distance from shoulders to hips in pixels; `nil` if either is not visible.
    var trunk: Double? {
        guard let shoulders, let hips else { return nil }
        return shoulders.distance(to: hips)
    }
    /// How far apart shoulders and hips of a person who is reported twice are at the most, the mean in trunk lengths.
    static let twinDistance = 0.3

    /// Whether shoulders and hips are where another body has them, so that both are the same person.
    func isTwin(of other: Pose) -> Bool {
        guard let shoulders, let hips, let trunk, let theirShoulders = other.shoulders, let theirHips = other.hips,
            let theirTrunk = other.trunk
        else { return false }
        let apart = shoulders.distance(to: theirShoulders) + hips.distance(to: theirHips)
        return apart / 2 <= Self.twinDistance * min(trunk, theirTrunk)
    }
    /// The middle of the knees.
    var knees: Keypoint? { middle(13...14) }
    /// The middle of the ankles.
    var ankles: Keypoint? { middle(15...16) }
    /// The middle of the wrists.
    var wrists: Keypoint? { middle(9...10) }

    /// The mean of the visible ones of some keypoints, weighted by their scores.
    private func middle(_ indices: ClosedRange<Int>) -> Keypoint? {
        let visible = keypoints[indices].filter { $0.score > Self.visibleScore }
        let weight = visible.reduce(0) { $0 + $1.score }
        guard weight > 0 else { return nil }
        return Keypoint(
            x: visible.reduce(0) { $0 + $1.x * $1.score } / weight,
            y: visible.reduce(0) { $0 + $1.y * $1.score } / weight,
            score: weight / Double(visible.count)
        )
    }
}

/// A rectangle in pixels of the picture.
struct Box: Hashable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    /// Pixels from left to right.
    var width: Double { right - left }
    /// Pixels from top to bottom.
    var height: Double { bottom - top }
    /// The longer side.
    var longSide: Double { max(width, height) }

    /// The distance of two boxes' middles in units of the longest side of both: 0 is the same place.
    func distance(to other: Box) -> Double {
        let dx = (left + right - other.left - other.right) / 2
        let dy = (top + bottom - other.top - other.bottom) / 2
        return (dx * dx + dy * dy).squareRoot() / max(longSide, other.longSide, 1)
    }

    /// Whether another box has a part in common with it.
    func overlaps(_ other: Box) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// The smallest box around both.
    func joined(with other: Box) -> Box {
        Box(
            left: min(left, other.left),
            top: min(top, other.top),
            right: max(right, other.right),
            bottom: max(bottom, other.bottom)
        )
    }

    /// The box made larger by a share of its long side on each side, in whole pixels inside a picture.
    func padded(by share: Double, width: Int, height: Int) -> PixelRectangle {
        let margin = longSide * share
        let x = max(0, Int(left - margin))
        let y = max(0, Int(top - margin))
        return PixelRectangle(
            x: x,
            y: y,
            width: max(1, min(width, Int(right + margin)) - x),
            height: max(1, min(height, Int(bottom + margin)) - y)
        )
    }
}
