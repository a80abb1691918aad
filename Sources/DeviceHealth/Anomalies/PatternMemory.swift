/// Typical patterns of a series, and how unlike all of them the latest is.
///
/// The idea of contexts is that of Smirnov's contextual anomaly detector (CAD OSE, 2016) and of the nearest-neighbour
/// detectors of time-delay embeddings (Burnaev and Ishimtsev, "Conformalized density- and distance-based anomaly
/// detection in time-series data", 2016): what was never followed by this is strange. Instead of all of the past, a
/// few leaders stand for it (leader clustering, Hartigan 1975), so that memory is constant.
struct PatternMemory: Hashable, Codable, Sendable {
    /// How many numbers describe a pattern.
    let dimensions: Int
    /// Over how many values each number is the mean.
    let step: Int
    /// Patterns nearer than this are taken for the same, in units of ``SignalBank/position``.
    let nearness: Float
    private var patterns: [Float] = []
    private var next = 0

    /// Creates an empty memory.
    init(dimensions: Int, step: Int, nearness: Float) {
        self.dimensions = dimensions
        self.step = step
        self.nearness = nearness
    }

    /// Whether the parts fit together, as they do unless a stored state was damaged.
    func isSound(like other: PatternMemory, limit: Int) -> Bool {
        dimensions == other.dimensions && step == other.step && patterns.count.isMultiple(of: dimensions)
            && patterns.count <= limit * dimensions && (0..<limit).contains(next)
    }

    /// Returns how far the latest pattern is from the nearest remembered one, and remembers it if it is new.
    ///
    /// `nil` until there are values enough and something to compare with.
    mutating func distance(_ recent: RecentValues, limit: Int) -> Double? {
        guard recent.count >= dimensions * step else { return nil }
        var pattern: [Float] = []
        pattern.reserveCapacity(dimensions)
        for index in 0..<dimensions { pattern.append(Float(recent.mean(step, before: index * step))) }
        let nearest = nearestSquare(pattern)
        let distance = nearest.map { ($0 / Float(dimensions)).squareRoot() }
        if distance.map({ $0 > nearness }) ?? true { remember(pattern, limit: limit) }
        return distance.map { Double($0) }
    }

    private func nearestSquare(_ pattern: [Float]) -> Float? {
        var nearest = Float.infinity
        for start in stride(from: 0, to: patterns.count, by: dimensions) {
            var sum: Float = 0
            for index in 0..<dimensions {
                let difference = pattern[index] - patterns[start + index]
                sum += difference * difference
            }
            nearest = min(nearest, sum)
        }
        return patterns.isEmpty ? nil : nearest
    }

    private mutating func remember(_ pattern: [Float], limit: Int) {
        guard patterns.count >= limit * dimensions else {
            patterns += pattern
            return
        }
        patterns.replaceSubrange(next * dimensions..<(next + 1) * dimensions, with: pattern)
        next = (next + 1) % limit
    }
}
