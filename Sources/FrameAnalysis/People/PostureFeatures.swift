/// A body's joints as numbers that do not depend on where it is and how large.
///
/// Lengths are in units of the body: the longest of torso, thigh and shank, so that a torso that points to the camera does
/// not make the legs endless. What is not seen is 0 and told apart by how much is seen.
struct PostureFeatures: Hashable, Sendable {
    /// How many there are.
    static let count = 18
    /// The greatest size of a number: what is beyond says no more.
    static let greatest = 4.0

    /// The numbers, in an order that the trained weights know.
    let values: [Double]

    /// Measures a body; `nil` if shoulders or hips are not seen.
    init?(_ pose: Pose) {
        guard let shoulders = pose.shoulders, let hips = pose.hips, let box = pose.box else { return nil }
        let knees = pose.knees
        let ankles = pose.ankles
        let torso = Self.distance(shoulders, hips)
        let thigh = knees.map { Self.distance(hips, $0) } ?? 0
        let shank = Self.both(knees, ankles, Self.distance)
        let unit = max(torso, thigh, shank, 1)
        let wrists = pose.wrists
        let numbers: [Double] = [
            (hips.y - shoulders.y) / unit,
            abs(hips.x - shoulders.x) / unit,
            torso / unit,
            knees.map { ($0.y - hips.y) / unit } ?? 0,
            knees.map { abs($0.x - hips.x) / unit } ?? 0,
            Self.both(ankles, knees) { ($0.y - $1.y) / unit },
            Self.both(ankles, knees) { abs($0.x - $1.x) / unit },
            ankles.map { ($0.y - hips.y) / unit } ?? 0,
            ankles.map { abs($0.x - hips.x) / unit } ?? 0,
            pose.face.map { (shoulders.y - $0.y) / unit } ?? 0,
            pose.face.map { abs(shoulders.x - $0.x) / unit } ?? 0,
            wrists.map { ($0.y - shoulders.y) / unit } ?? 0,
            Self.both(wrists, ankles) { ($1.y - $0.y) / unit },
            (box.width - box.height) / max(box.width + box.height, 1),
            box.height / unit,
            box.width / unit,
            knees?.score ?? 0,
            ankles?.score ?? 0,
        ]
        values = numbers.map { min(max($0, -Self.greatest), Self.greatest) }
    }

    /// What two joints say together; 0 unless both are seen.
    private static func both(_ a: Keypoint?, _ b: Keypoint?, _ body: (Keypoint, Keypoint) -> Double) -> Double {
        guard let a, let b else { return 0 }
        return body(a, b)
    }

    private static func distance(_ a: Keypoint, _ b: Keypoint) -> Double {
        ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
    }
}
