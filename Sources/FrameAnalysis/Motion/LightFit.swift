/// The change of light between two pictures: brightness now is `gain` times that before, plus `offset`.
///
/// The median change at each of eight levels of brightness is taken, so that whatever moves, as long as it
/// covers less than half of the cells of a level, does not count; a line is laid through the medians.
struct LightFit: Hashable {
    /// The factor, 0.1 to 4.
    var gain: Float = 1
    /// What is added, in levels.
    var offset: Float = 0

    /// The change of a medium grey, in levels.
    var step: Float { abs((gain - 1) * 128 + offset) }
    /// Whether there is a change worth taking out.
    var isIdentity: Bool { abs(gain - 1) < 0.01 && abs(offset) < 0.6 }

    /// No change.
    static let none = LightFit()

    private static let levels = 8
    private static let bins = 512

    /// Creates the change that leaves everything as it is.
    init() {}

    /// Measures the change of light between two grids of one shape, in the cells that count.
    init(from before: [Float], to now: [Float], counts: [Bool]) {
        guard before.count == now.count, before.count == counts.count else { return }
        var histogram = [Int32](repeating: 0, count: Self.levels * Self.bins)
        var totals = [Int32](repeating: 0, count: Self.levels)
        var sums = [Float](repeating: 0, count: Self.levels)
        for index in 0..<now.count where counts[index] {
            let level = min(max(Int(before[index]) >> 5, 0), Self.levels - 1)
            let bin = min(max(Int((now[index] - before[index]) * 2) + 256, 0), Self.bins - 1)
            histogram[level * Self.bins + bin] += 1
            totals[level] += 1
            sums[level] += before[index]
        }
        let least = Int32(max(now.count / 50, 8))
        var points: [Point] = []
        for level in 0..<Self.levels where totals[level] >= least {
            let change = Self.median(histogram, level: level, total: totals[level])
            let x = sums[level] / Float(totals[level])
            points.append(Point(x: x, y: x + change, weight: Float(totals[level])))
        }
        fit(points)
        let kept = points.filter { abs($0.y - gain * $0.x - offset) <= 8 }
        if kept.count >= 2, kept.count < points.count { fit(kept) }
    }

    private struct Point {
        let x: Float
        let y: Float
        let weight: Float
    }

    private static func median(_ histogram: [Int32], level: Int, total: Int32) -> Float {
        var seen: Int32 = 0
        for bin in 0..<bins {
            seen += histogram[level * bins + bin]
            if seen * 2 >= total { return (Float(bin) - 255.75) / 2 }
        }
        return 0
    }

    private mutating func fit(_ points: [Point]) {
        let weight = points.reduce(0) { $0 + $1.weight }
        guard weight > 0 else { return }
        let meanX = points.reduce(0) { $0 + $1.weight * $1.x } / weight
        let meanY = points.reduce(0) { $0 + $1.weight * $1.y } / weight
        var above: Float = 0
        var below: Float = 0
        for point in points {
            above += point.weight * (point.x - meanX) * (point.y - meanY)
            below += point.weight * (point.x - meanX) * (point.x - meanX)
        }
        // Levels that lie close together tell nothing about the gain.
        gain = points.count >= 2 && below / weight > 100 ? min(max(above / below, 0.1), 4) : 1
        offset = meanY - gain * meanX
    }
}
