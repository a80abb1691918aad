import MonitoringModel

/// Where shoulders and hips were in one sighting, for the fall rule.
struct BodyHeight: Hashable, Sendable {
    /// When.
    var at: Instant
    /// The shoulders' distance from the top edge, median of three sightings, in pixels.
    var shoulders: Double
    /// The hips' distance from the top edge, median of three sightings, in pixels.
    var hips: Double
    /// The distance from shoulders to hips, in pixels.
    var torso: Double
    /// Width divided by height of the box around the joints.
    var aspect: Double
}

/// The last seconds of one person's heights.
struct BodyHistory: Sendable {
    /// How far back the usual torso length is looked for.
    static let span = Duration.seconds(5)
    /// The greatest number of sightings that are kept: five seconds at 30 a second.
    static let maximumCount = 150

    private(set) var heights: [BodyHeight] = []
    private var raw: [(shoulders: Double, hips: Double)] = []

    /// Adds a sighting; returns it smoothed, or `nil` if shoulders or hips are not visible.
    mutating func add(_ pose: Pose, at now: Instant) -> BodyHeight? {
        guard let shoulders = pose.shoulders, let hips = pose.hips, let box = pose.box else { return nil }
        raw.append((shoulders.y, hips.y))
        if raw.count > 3 { raw.removeFirst() }
        let dx = hips.x - shoulders.x
        let dy = hips.y - shoulders.y
        let height = BodyHeight(
            at: now,
            shoulders: Self.median(raw.map(\.shoulders)),
            hips: Self.median(raw.map(\.hips)),
            torso: (dx * dx + dy * dy).squareRoot(),
            aspect: box.width / max(box.height, 1)
        )
        heights.removeAll { now - $0.at > Self.span }
        if heights.count >= Self.maximumCount { heights.removeFirst() }
        heights.append(height)
        return height
    }

    /// Forgets everything.
    mutating func reset() {
        heights.removeAll()
        raw.removeAll()
    }

    /// The usual torso length: the 90th percentile of the last seconds, at least a smallest length.
    func usualTorso(atLeast smallest: Double) -> Double {
        let sorted = heights.map(\.torso).sorted()
        guard let last = sorted.indices.last else { return smallest }
        return max(sorted[Int(0.9 * Double(last))], smallest, 1)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
