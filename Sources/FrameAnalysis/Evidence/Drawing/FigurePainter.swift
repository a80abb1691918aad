/// Draws a body as a rounded figure from its joints.
struct FigurePainter {
    /// The score from which a joint is drawn.
    static let drawnScore = 0.12
    /// The longest limb in torso lengths; longer ones are mistakes of the network.
    static let longestLimb = 3.0
    /// The thickness of a limb in torso lengths.
    static let limbWidth = 0.2

    /// Shoulders, elbows and wrists, by their number in ``Pose/keypoints``.
    static let arms = [[5, 7, 9], [6, 8, 10]]
    /// Hips, knees and ankles.
    static let legs = [[11, 13, 15], [12, 14, 16]]
    /// The sides of the trunk.
    static let trunk = [(5, 6), (5, 11), (6, 12), (11, 12)]

    /// The joints in pixels of the sketch.
    private let joints: [Keypoint]
    /// The length by which thickness is measured: shoulders to hips, or a share of the box.
    let torso: Double

    /// Creates a painter of a pose whose pixels are scaled by a factor; `nil` if too little is visible.
    init?(_ raw: Pose, scale: Double) {
        let pose = raw.drawable
        guard let box = pose.box, pose.keypoints.count == 17 else { return nil }
        joints = pose.keypoints.map { Keypoint(x: $0.x * scale, y: $0.y * scale, score: $0.score) }
        var length = 0.0
        if let shoulders = pose.shoulders, let hips = pose.hips {
            let dx = shoulders.x - hips.x
            let dy = shoulders.y - hips.y
            length = (dx * dx + dy * dy).squareRoot()
        }
        // Seen along the body the torso is short, but the person is not small.
        torso = max(length, 0.22 * box.longSide, 6) * scale
    }

    /// Draws trunk, limbs and head.
    ///
    /// - Parameters:
    ///   - sketch: Where to.
    ///   - colour: The colour.
    ///   - ground: The colour of the ground, which parts arms, legs and head from what is behind them.
    func draw(on sketch: Sketch, _ colour: Sketch.Colour, ground: Sketch.Colour) {
        let width = min(max(torso * Self.limbWidth, 3), 60)
        let edge = max(2, width * 0.22)
        for leg in Self.legs { draw(leg, sketch, colour, width * 1.1, edge: (ground, edge)) }
        for (first, second) in Self.trunk { limb(first, second, sketch, colour, width * 1.25) }
        fillTrunk(sketch, colour, width)
        if let neck, let head { sketch.line(neck, head, colour, thickness: width) }
        for arm in Self.arms { draw(arm, sketch, ground, width * 0.85 + edge) }
        for arm in Self.arms { draw(arm, sketch, colour, width * 0.85) }
        guard let head else { return }
        let radius = max(torso * 0.24, width * 0.8)
        sketch.dot(head, radius: radius + edge / 2, ground)
        sketch.dot(head, radius: radius, colour)
    }

    /// Draws thin bones and joints, for pictures that show the person as well.
    func drawBones(on sketch: Sketch, _ colour: Sketch.Colour, width: Double) {
        for (first, second) in Self.trunk { limb(first, second, sketch, colour, width) }
        for chain in Self.arms + Self.legs { draw(chain, sketch, colour, width) }
        for joint in joints.dropFirst(5) where joint.score > Self.drawnScore {
            sketch.dot(joint, radius: width * 1.4, colour)
        }
        if let neck, let head { sketch.line(neck, head, colour, thickness: width) }
    }

    /// The middle of what is visible of the face.
    private var head: Keypoint? {
        let face = joints.prefix(5).filter { $0.score > Self.drawnScore }
        guard let first = face.first else { return nil }
        let sum = face.dropFirst().reduce(first) { Keypoint(x: $0.x + $1.x, y: $0.y + $1.y, score: $0.score) }
        let head = Keypoint(x: sum.x / Double(face.count), y: sum.y / Double(face.count), score: first.score)
        guard let neck, distance(neck, head) > torso else { return head }
        return nil
    }

    private var neck: Keypoint? { middle(5, 6) }

    private func middle(_ first: Int, _ second: Int) -> Keypoint? {
        let visible = [joints[first], joints[second]].filter { $0.score > Self.drawnScore }
        guard let one = visible.first, let other = visible.last else { return nil }
        return Keypoint(x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, score: one.score)
    }

    /// Draws an arm or a leg as far as it holds together: what hangs on a hidden joint is left out.
    private func draw(
        _ chain: [Int],
        _ sketch: Sketch,
        _ colour: Sketch.Colour,
        _ width: Double,
        edge: (colour: Sketch.Colour, width: Double)? = nil
    ) {
        for (first, second) in zip(chain, chain.dropFirst()) {
            guard areJoined(first, second) else { return }
            if let edge { sketch.line(joints[first], joints[second], edge.colour, thickness: width + edge.width) }
            sketch.line(joints[first], joints[second], colour, thickness: width)
        }
    }

    private func limb(_ first: Int, _ second: Int, _ sketch: Sketch, _ colour: Sketch.Colour, _ width: Double) {
        guard areJoined(first, second) else { return }
        sketch.line(joints[first], joints[second], colour, thickness: width)
    }

    private func areJoined(_ first: Int, _ second: Int) -> Bool {
        let (start, end) = (joints[first], joints[second])
        return min(start.score, end.score) > Self.drawnScore && distance(start, end) <= Self.longestLimb * torso
    }

    /// Fills the trunk by lines from the shoulders' line to the hips' line.
    private func fillTrunk(_ sketch: Sketch, _ colour: Sketch.Colour, _ width: Double) {
        let corners = [5, 6, 11, 12].map { joints[$0] }
        guard corners.allSatisfy({ $0.score > Self.drawnScore }) else {
            if let neck, let hips = middle(11, 12) { sketch.line(neck, hips, colour, thickness: width * 1.8) }
            return
        }
        for step in 1..<6 {
            let share = Double(step) / 6
            func between(_ a: Keypoint, _ b: Keypoint) -> Keypoint {
                Keypoint(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share, score: a.score)
            }
            let upper = between(corners[0], corners[1])
            let lower = between(corners[2], corners[3])
            guard distance(upper, lower) <= Self.longestLimb * torso else { continue }
            sketch.line(upper, lower, colour, thickness: width * 1.25)
        }
    }

    private func distance(_ a: Keypoint, _ b: Keypoint) -> Double {
        ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
    }
}

extension Pose {
    /// The pose with joints hidden whose places can only be a fault of the network.
    var drawable: Pose {
        var pose = self
        for index in pose.keypoints.indices {
            let joint = pose.keypoints[index]
            let isPlace = abs(joint.x) < 1e5 && abs(joint.y) < 1e5 && joint.score.isFinite
            if !isPlace { pose.keypoints[index] = Keypoint(x: 0, y: 0, score: 0) }
        }
        return pose
    }

    /// The box in a picture that is smaller or larger by a factor.
    func box(scaledBy scale: Double) -> Box? {
        drawable.box.map { box in
            Box(
                left: box.left * scale,
                top: box.top * scale,
                right: box.right * scale,
                bottom: box.bottom * scale
            )
        }
    }
}
