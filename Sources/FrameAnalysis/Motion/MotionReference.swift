/// How the scene last looked, cell by cell, with each cell's noise.
///
/// A cell keeps its last brightness, as a running average, until a movement was seen there; then it takes the
/// new one at once. So slow movement adds up against it, and when movement ends nothing differs any more.
struct MotionReference {
    /// How long the average of a cell that does not move reaches back, in seconds.
    static let memory = 15.0
    /// The noise that is assumed at first, and the least and most that is learnt, in levels.
    static let firstNoise: Float = 0.8
    static let noiseRange: ClosedRange<Float> = 0.25...8

    /// How the scene looked.
    private(set) var cells: CellGrid
    private var noise: [Float]
    private var ages: [UInt16]

    /// Begins with a picture.
    init(_ cells: CellGrid) {
        self.cells = cells
        noise = [Float](repeating: Self.firstNoise, count: cells.values.count)
        ages = [UInt16](repeating: 1, count: cells.values.count)
    }

    /// Learns the sensor's noise at once from the second picture: what half of the cells differ by.
    mutating func learnNoise(from now: CellGrid) {
        let sizes = zip(now.values, cells.values).map { abs($0 - $1) }.sorted()
        guard !sizes.isEmpty else { return }
        // The median of a normal deviation is 0.85 of its mean; two pictures' noise adds up.
        let level = min(max(sizes[sizes.count / 2] * 1.2, Self.noiseRange.lowerBound), Self.noiseRange.upperBound)
        for index in noise.indices { noise[index] = max(noise[index], level) }
    }

    /// Takes over a change of light.
    mutating func adapt(to light: LightFit) {
        guard !light.isIdentity else { return }
        for index in cells.values.indices { cells.values[index] = cells.values[index] * light.gain + light.offset }
    }

    /// Takes a whole picture as it is.
    mutating func replace(with now: CellGrid) {
        cells = now
        for index in ages.indices { ages[index] = 1 }
    }

    /// Takes some cells of a picture, and their neighbours, as they are.
    mutating func take(_ indices: [Int], from now: CellGrid) {
        for index in indices {
            takeOne(index, now)
            MotionCluster.forNeighbours(of: index, width: cells.columns, count: ages.count) { takeOne($0, now) }
        }
    }

    private mutating func takeOne(_ index: Int, _ now: CellGrid) {
        cells.values[index] = now.values[index]
        ages[index] = 1
    }

    /// The direction in which each cell changed by more than the limits; 0 for those that did not.
    func changes(to now: CellGrid, limits: MotionSettings.Limits, counts: [Bool]) -> [Int8] {
        var result = [Int8](repeating: 0, count: now.values.count)
        for index in result.indices where counts[index] {
            let change = now.values[index] - cells.values[index]
            let size = abs(change)
            guard size > limits.floor, size > limits.noiseFactor * noise[index] else { continue }
            if limits.contrastShare > 0, size <= limits.contrastShare * contrast(around: index) { continue }
            result[index] = change > 0 ? 1 : -1
        }
        return result
    }

    /// The difference between the brightest and the darkest cell around one.
    private func contrast(around index: Int) -> Float {
        var low = cells.values[index]
        var high = low
        MotionCluster.forNeighbours(of: index, width: cells.columns, count: ages.count) { other in
            low = min(low, cells.values[other])
            high = max(high, cells.values[other])
        }
        return high - low
    }

    /// Lets the average follow a picture, and learns its noise.
    ///
    /// Noise is what differs from one picture to the next: the distance from the average would take a slow
    /// movement for noise and hide it behind itself.
    ///
    /// - Parameters:
    ///   - now: The picture.
    ///   - before: The picture before.
    ///   - seconds: The time between them.
    mutating func follow(_ now: CellGrid, after before: CellGrid, seconds: Double) {
        let steady = Float(min(max(seconds, 0) / Self.memory, 1))
        for index in ages.indices {
            let change = now.values[index] - cells.values[index]
            ages[index] = min(ages[index] + 1, UInt16.max - 1)
            // A young average weighs every picture alike.
            cells.values[index] += max(steady, 1 / Float(min(ages[index], 64))) * change
            // The noise of two pictures adds up, to the square root of two times that of one.
            let size = min(abs(now.values[index] - before.values[index]) * 0.707, 6 * noise[index] + 1)
            let learnt = noise[index] + 0.04 * (size - noise[index])
            noise[index] = min(max(learnt, Self.noiseRange.lowerBound), Self.noiseRange.upperBound)
        }
    }
}
