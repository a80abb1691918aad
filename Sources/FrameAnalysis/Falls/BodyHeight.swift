import MonitoringModel

/// Where shoulders and hips were in one sighting, for the fall rule.
struct BodyHeight: Hashable, Sendable {
    /// How upright a torso is: of somebody who stands or sits at the least, of somebody who is up again after a fall at the least,
    /// and of somebody who lies at the most, to either side.
    static let posture = (upright: 0.7, risen: 0.75, lying: 0.5)

    /// When.
    var at: Instant
    /// The shoulders' distance from the top edge, smoothed, in pixels.
    var shoulders: Double
    /// The hips' distance from the top edge, smoothed, in pixels.
    var hips: Double
    /// Whether the hips are seen; else they are where they must be.
    var hasHips: Bool
    /// The shoulders' distance from the top edge in this picture alone, in pixels.
    var latestShoulders: Double
    /// The hips' distance from the top edge in this picture alone, in pixels.
    var latestHips: Double
    /// The distance from shoulders to hips, in pixels.
    var torso: Double
    /// Width divided by height of the box around the joints.
    var aspect: Double
    /// The height of the box around the joints, in pixels.
    var tallness: Double
    /// The length of the body along the axis on which it is longest: upright, level or slanting, in pixels.
    var length: Double
    /// How sure the network is of shoulders and hips, the mean of both, 0 to 1.
    var score: Double
    /// How sure it is of all joints together, 0 to 1.
    var sureness: Double
    /// How sure it is of knees and ankles, the lesser of both; 0 if either is not seen.
    var legScore: Double
    /// The ankles' distance from the top edge, in pixels; `nil` if they are hardly seen.
    var feet: Double?
    /// The distance of knees or ankles from the top edge, whichever are lower, in pixels; `nil` if either are hardly seen.
    var legs: Double?
    /// How likely it is that the body lies, by all its joints in this picture alone, 0 to 1.
    var lying: Double
    /// How upright the torso is: 1 is hanging straight down from the shoulders, 0 lies, below 0 is head down.
    ///
    /// - Parameter usual: The usual torso length in pixels.
    /// - Returns: The height of the shoulders above the hips in usual torso lengths.
    func uprightness(_ usual: Double) -> Double { (hips - shoulders) / usual }
}

/// The last seconds of one person's heights.
struct BodyHistory: Sendable {
    /// How far back the usual torso length is looked for.
    static let span = Duration.seconds(5)
    /// The greatest number of sightings that are kept: five seconds at 30 a second.
    static let maximumCount = 150
    /// The time within which the sightings for one median must lie.
    ///
    /// At few frames a second a median of three would lag by half a fall.
    static let smoothing = Duration.milliseconds(350)

    /// How sure the network must be of the ankles for the place of the feet.
    static let leastFeetScore = 0.3
    /// The score below which a body that is upside down may be a mistake of the network.
    static let turnedOverScore = 0.25
    /// How far the shoulders of somebody have come down at the least whose hips are hidden and must lie beside them, in torso
    /// lengths: nobody crouches as low.
    static let leastHiddenDrop = 1.6
    /// How far above the place where somebody stood the feet of a body may be whose head is down, in torso lengths.
    static let greatestFeetRise = 0.8

    private(set) var heights: [BodyHeight] = []

    /// Adds a sighting; returns it smoothed, or `nil` if shoulders or hips are not visible.
    mutating func add(_ pose: Pose, at now: Instant) -> BodyHeight? {
        guard let shoulders = pose.shoulders, let box = pose.box, let hips = pose.hips ?? hiddenHips(shoulders) else {
            return nil
        }
        let dx = hips.x - shoulders.x
        let dy = hips.y - shoulders.y
        let last = heights.suffix(2)
        let isDense = last.count == 2 && last.allSatisfy { now - $0.at <= Self.smoothing }
        let height = BodyHeight(
            at: now,
            shoulders: isDense ? Self.median(last.map(\.latestShoulders) + [shoulders.y]) : shoulders.y,
            hips: isDense ? Self.median(last.map(\.latestHips) + [hips.y]) : hips.y,
            hasHips: pose.hips != nil,
            latestShoulders: shoulders.y,
            latestHips: hips.y,
            torso: (dx * dx + dy * dy).squareRoot(),
            aspect: box.width / max(box.height, 1),
            tallness: box.height,
            length: pose.length,
            score: (shoulders.score + hips.score) / 2,
            sureness: pose.score,
            legScore: min(pose.knees?.score ?? 0, pose.ankles?.score ?? 0),
            feet: pose.ankles.flatMap { $0.score >= Self.leastFeetScore ? $0.y : nil },
            legs: Self.lowest(pose),
            lying: PostureClassifier.share(of: .lying, pose)
        )
        append(height)
        return height
    }

    /// Takes note that the body is still as it was at the last sighting.
    mutating func hold(until now: Instant) {
        guard var height = heights.last, height.at < now else { return }
        height.at = now
        append(height)
    }

    private mutating func append(_ height: BodyHeight) {
        heights.removeAll { height.at - $0.at > Self.span }
        if heights.count >= Self.maximumCount { heights.removeFirst() }
        heights.append(height)
    }

    /// Returns the place of knees or ankles, whichever are lower; `nil` if either are hardly seen.
    private static func lowest(_ pose: Pose) -> Double? {
        guard let knees = pose.knees, let ankles = pose.ankles, min(knees.score, ankles.score) >= leastFeetScore else {
            return nil
        }
        return max(knees.y, ankles.y)
    }

    /// Returns where the hips must be of somebody whose shoulders are near the ground, and of whom no more is seen; `nil` if
    /// they are not as low as that.
    private func hiddenHips(_ shoulders: Keypoint) -> Keypoint? {
        guard let top = heights.map(\.shoulders).min(),
            shoulders.y - top >= Self.leastHiddenDrop * usualTorso(atLeast: 1)
        else { return nil }
        return Keypoint(x: shoulders.x, y: shoulders.y, score: shoulders.score)
    }

    /// Whether a body is upside down over the place where it stood, with the feet in the air.
    ///
    /// Of somebody who bends to the laces the network takes the head for the feet now and then. The feet of whoever falls
    /// towards the camera stay where they were.
    func isTurnedOver(_ pose: Pose) -> Bool {
        guard pose.score < Self.turnedOverScore, let shoulders = pose.shoulders, let hips = pose.hips,
            let ankles = pose.ankles, shoulders.y > hips.y, hips.y > ankles.y
        else { return false }
        let torso = usualTorso(atLeast: 1)
        let stood = heights.last { $0.uprightness(torso) >= BodyHeight.posture.upright && $0.feet != nil }
        return stood?.feet.map { $0 - ankles.y >= Self.greatestFeetRise * torso } ?? false
    }

    /// Forgets everything.
    mutating func reset() {
        heights.removeAll()
    }

    /// The usual torso length: the 90th percentile of the last seconds, at least a smallest length.
    func usualTorso(atLeast smallest: Double) -> Double {
        let sorted = heights.map(\.torso).sorted()
        guard let last = sorted.indices.last else { return smallest }
        return max(sorted[Int(0.9 * Double(last))], smallest, 1)
    }

    /// How tall the body usually is in the picture: the 90th percentile of the last seconds, in pixels.
    var usualTallness: Double {
        let sorted = heights.map(\.tallness).sorted()
        guard let last = sorted.indices.last else { return 1 }
        return max(sorted[Int(0.9 * Double(last))], 1)
    }

    /// The middle one of some values, of which there must be one.
    static func median(_ values: some Collection<Double>) -> Double {
        values.sorted()[values.count / 2]
    }
}
