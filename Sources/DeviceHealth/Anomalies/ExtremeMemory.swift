/// The highest and lowest values of the recent past, remembered in blocks so that they are forgotten in time.
///
/// Memory and time do not depend on how long the series is.
struct ExtremeMemory: Hashable, Codable, Sendable {
    /// How many values were seen.
    private(set) var count = 0
    /// The highest remembered value.
    private(set) var highest = 0.0
    /// The lowest remembered value.
    private(set) var lowest = 0.0
    private var highs: [Double] = []
    private var lows: [Double] = []
    private var block = 0
    private var filled = 0

    /// Notes a value, and returns by how much it exceeds all remembered ones, in parts of their range.
    ///
    /// Positive above, negative below, zero within. A range below `leastRange` is taken for that.
    mutating func note(_ value: Double, leastRange: Double, _ settings: AnomalySettings) -> Double {
        defer { store(value, settings) }
        guard count > 0 else { return 0 }
        let range = max(highest - lowest, leastRange)
        if value > highest { return min((value - highest) / range, Self.limit) }
        if value < lowest { return max((value - lowest) / range, -Self.limit) }
        return 0
    }

    /// The largest excess that is told apart from larger ones.
    static let limit = 1e6

    /// Whether the parts fit together, as they do unless a stored state was damaged.
    func isSound(_ settings: AnomalySettings) -> Bool {
        guard count > 0 else { return count == 0 && highs.isEmpty && lows.isEmpty }
        return highs.count == lows.count && highs.count <= settings.blocks && highs.indices.contains(block)
            && filled >= 0
    }

    private mutating func store(_ value: Double, _ settings: AnomalySettings) {
        if count == 0 || filled >= settings.blockLength { beginBlock(value, settings) }
        highs[block] = max(highs[block], value)
        lows[block] = min(lows[block], value)
        highest = max(highest, value)
        lowest = min(lowest, value)
        filled += 1
        count = count == .max ? count : count + 1
    }

    private mutating func beginBlock(_ value: Double, _ settings: AnomalySettings) {
        filled = 0
        if highs.count < settings.blocks {
            highs.append(value)
            lows.append(value)
            block = highs.count - 1
        } else {
            block = (block + 1) % highs.count
            highs[block] = value
            lows[block] = value
        }
        highest = highs.max() ?? value
        lowest = lows.min() ?? value
    }
}
