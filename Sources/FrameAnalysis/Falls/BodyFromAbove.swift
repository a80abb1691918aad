import MonitoringModel

/// How long a body looks from straight above, and which way it points.
///
/// Down in the picture is not down in the room here. Whoever stands points from the picture's middle outwards, feet
/// first, as everything upright does under a lens; whoever lies points anywhere and shows the whole length.
struct BodyFromAbove: Sendable {
    /// Up to which cosine of the angle to the line outwards a body is not upright: 28 degrees.
    static let mostOutwards = 0.883
    /// Up to which cosine of the angle between shoulders and legs, seen from the middle, a body spans the picture's middle.
    ///
    /// That is 60 degrees. Nobody who stands is on both sides of it.
    static let spanning = 0.5
    /// How far from the middle both are at the least, as a share of the picture's height.
    static let leastRadius = 0.1
    /// Up to which cosine of the angle at the hips a body is stretched out: 120 degrees.
    static let mostBent = -0.5

    /// When.
    let at: Instant
    /// The greatest distance between head, shoulders, hips, knees and ankles, in pixels.
    let length: Double
    /// The distance from hips to ankles, or knees if these are not seen, in lengths of the torso.
    let legShare: Double
    /// How far the body points outwards or inwards: the cosine of the angle to the line outwards, 0 to 1.
    let outwardness: Double
    /// Whether the legs go on where the torso points.
    let isStraight: Bool
    /// Whether it is on both sides of the picture's middle, as nobody is who stands.
    let spansMiddle: Bool
    private let x: Double
    private let y: Double

    /// Measures a body in a picture of a size in pixels; `nil` if shoulders, hips or legs are not seen.
    init?(_ pose: Pose, at now: Instant, width: Double, height: Double) {
        guard let shoulders = pose.shoulders, let hips = pose.hips, let legs = pose.ankles ?? pose.knees else {
            return nil
        }
        let parts = [pose.face, shoulders, hips, pose.knees, pose.ankles].compactMap(\.self)
        var body = Direction(x: 0, y: 0)
        for (index, part) in parts.enumerated() {
            for other in parts[(index + 1)...] {
                let between = Direction(from: part, to: other)
                if between.length > body.length { body = between }
            }
        }
        x = parts.reduce(0) { $0 + $1.x } / Double(parts.count)
        y = parts.reduce(0) { $0 + $1.y } / Double(parts.count)
        at = now
        length = body.length
        let torso = Direction(from: hips, to: shoulders)
        let leg = Direction(from: hips, to: legs)
        legShare = leg.length / max(torso.length, 1)
        isStraight = torso.cosine(leg) <= Self.mostBent
        let outwards = Direction(x: x - width / 2, y: y - height / 2)
        outwardness = abs(outwards.cosine(body))
        let middle = Keypoint(x: width / 2, y: height / 2, score: 1)
        let (head, feet) = (Direction(from: middle, to: shoulders), Direction(from: middle, to: legs))
        spansMiddle =
            head.cosine(feet) <= Self.spanning && min(head.length, feet.length) >= Self.leastRadius * height
    }

    /// Whether the body is stretched out and points where nobody who stands does.
    var isStretchedAcross: Bool { isStraight && outwardness <= Self.mostOutwards }

    /// The distance of two bodies' middles, in pixels.
    func distance(to other: BodyFromAbove) -> Double {
        Direction(x: x - other.x, y: y - other.y).length
    }

    private struct Direction {
        var x: Double
        var y: Double

        init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }

        init(from: Keypoint, to: Keypoint) {
            self.init(x: to.x - from.x, y: to.y - from.y)
        }

        var length: Double { (x * x + y * y).squareRoot() }

        /// 1 in the same direction, -1 in the opposite one; 1 if one of them has no length.
        func cosine(_ other: Direction) -> Double {
            let lengths = length * other.length
            return lengths > 0 ? (x * other.x + y * other.y) / lengths : 1
        }
    }
}
