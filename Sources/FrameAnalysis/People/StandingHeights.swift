/// How tall people stand in a camera's pictures at each distance, learnt from those who are plainly seen.
///
/// A camera that hangs still shows whoever stands further away higher in the picture and smaller. So a body that was never
/// nearly as long as people who stand there, or further away, is none of a person: the network takes cats and dogs for
/// people, mostly far from the camera. Until enough people were seen nothing is known, and everybody is believed.
struct StandingHeights: Sendable {
    /// The number of bands across the picture, from its upper to its lower edge.
    static let bandCount = 16
    /// The sightings that are kept of each band, the last ones.
    static let kept = 32
    /// The sightings that make a band known, and a view.
    static let needed = (band: 3, view: 20)
    /// What part of the sightings of a band is smaller than the height that is taken.
    static let quantile = 0.25
    /// The least score of somebody from whom is learnt, and of both ankles.
    static let leastScore = (whole: 0.4, ankle: 0.3)
    /// How much of the torso's length must be height, and how many torso lengths tall somebody must be who stands.
    static let standing = (uprightness: 0.9, tallness: 2.4)
    /// The share of a standing person's height that a person's body is at least in some picture, in any direction: whoever
    /// sits is two thirds, a cat a third.
    static let leastShare = 0.5

    private var bands = [[Double]](repeating: [], count: bandCount)

    /// Learns from somebody who plainly stands with both feet in view.
    ///
    /// - Parameters:
    ///   - pose: The joints.
    ///   - height: The picture's height in pixels.
    mutating func learn(_ pose: Pose, pictureHeight height: Double) {
        guard pose.score >= Self.leastScore.whole, let shoulders = pose.shoulders, let hips = pose.hips,
            let box = pose.box, let trunk = pose.trunk, trunk > 0,
            pose.keypoints[15...16].allSatisfy({ $0.score >= Self.leastScore.ankle }),
            hips.y - shoulders.y >= Self.standing.uprightness * trunk, box.height >= Self.standing.tallness * trunk
        else { return }
        let band = Self.band(of: box, height)
        bands[band].append(box.height)
        if bands[band].count > Self.kept { bands[band].removeFirst() }
    }

    /// Returns how long a body is beside people who stand at its place or further away; `nil` if that is not known.
    ///
    /// Beside the tallest of those: nobody is smaller for being nearer, and what seems to be so was a cat.
    ///
    /// - Parameters:
    ///   - pose: The joints.
    ///   - height: The picture's height in pixels.
    /// - Returns: The body's length in any direction as a share of their height.
    func share(of pose: Pose, pictureHeight height: Double) -> Double? {
        guard let box = pose.box, bands.reduce(0, { $0 + $1.count }) >= Self.needed.view else { return nil }
        let known = bands[...Self.band(of: box, height)].filter { $0.count >= Self.needed.band }
        return known.map { $0.sorted()[Int(Self.quantile * Double($0.count))] }.max().map { pose.length / $0 }
    }

    private static func band(of box: Box, _ height: Double) -> Int {
        min(max(Int(box.bottom / height * Double(bandCount)), 0), bandCount - 1)
    }
}
