/// Tells what is more surprising than everything shortly before it from what only repeats it.
struct RepeatFilter: Hashable, Codable, Sendable {
    /// Surprises that no later one has reached, falling; at most as many as values are looked back on.
    private var peaks: [Peak] = []
    private var count = 0

    private struct Peak: Hashable, Codable, Sendable {
        var position: Int
        var surprise: Double
    }

    /// Returns whether a surprise is higher than all of the last `length` values, and notes it.
    mutating func isNew(_ surprise: Double, length: Int) -> Bool {
        count &+= 1
        guard length > 0 else { return surprise > 0 }
        peaks.removeAll { count &- $0.position > length || $0.position > count }
        let isNew = surprise > (peaks.first?.surprise ?? 0)
        guard surprise > 0 else { return false }
        while let last = peaks.last, last.surprise <= surprise { peaks.removeLast() }
        if peaks.count < length { peaks.append(Peak(position: count, surprise: surprise)) }
        return isNew
    }
}
